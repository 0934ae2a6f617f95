package convspectrum.search.figure;

/** Which way is better. */
public enum Direction {
  MIN,
  MAX;

  /** The word for it: {@code min}. */
  public String word() {
    return this == MIN ? "min" : "max";
  }
}
