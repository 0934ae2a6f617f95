package convspectrum.gradients.float32;

/** An array with a reference count, since all terms of a sum share the sum's gradient. */
final class Buffer {
  final float[] elements;
  private int holders = 1;

  Buffer(float[] elements) {
    this.elements = elements;
  }

  Buffer share() {
    holders++;
    return this;
  }

  boolean isShared() {
    return holders > 1;
  }

  /** Drops one reference and returns the array to the pool if none is left. */
  void release(Pool pool) {
    holders--;
    if (holders == 0) {
      pool.give(elements);
    }
  }
}
