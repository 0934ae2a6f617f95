package convspectrum.executor.vector.step;

/** A range of things to do. */
record Share(int from, int to) {
  /** The share of one part of {@code count} things. */
  static Share of(int count, int part, int parts) {
    return new Share(
        (int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts));
  }

  /** All of them. */
  static Share all(int count) {
    return new Share(0, count);
  }
}
