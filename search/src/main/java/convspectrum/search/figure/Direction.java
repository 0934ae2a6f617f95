package convspectrum.search.figure;

/** Which way is better. */
public enum Direction {
  MIN,
  MAX;

  /** The word that users write, such as {@code min}. */
  public String word() {
    return this == MIN ? "min" : "max";
  }
}
