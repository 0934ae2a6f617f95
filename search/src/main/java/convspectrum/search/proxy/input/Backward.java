package convspectrum.search.proxy.input;

/** What a backward pass reaches. */
public enum Backward {
  /** There is none, or none over the first batch as the run's statistics make it. */
  NONE,
  /** The inputs alone. */
  INPUTS,
  /** The weights alone. */
  WEIGHTS
}
