package convspectrum.gradients.float32;

/** An array with the number of those who hold it: a sum's gradient is that of all its terms. */
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

  /** One holder less; the array goes back where none is left. */
  void release(Pool pool) {
    holders--;
    if (holders == 0) {
      pool.give(elements);
    }
  }
}
