package convspectrum.executor.vector.step;

/** A range of things to do. */
public record Share(int from, int to) {
  /** The share of one part of {@code count} things. */
  static Share of(int count, int part, int parts) {
    return new Share(start(count, part, parts), start(count, part + 1, parts));
  }

  /**
   * Where the share of a part starts; that of the part after the last is {@code count}. A step asks
   * for it where it chooses between two ways to share: of two records, one chosen, the compiler
   * makes objects.
   */
  public static int start(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }
}
