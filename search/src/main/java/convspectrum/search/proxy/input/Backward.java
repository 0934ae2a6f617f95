package convspectrum.search.proxy.input;

/** The values whose gradients a backward pass computes. */
public enum Backward {
  /** No backward pass, or none over the first batch with the run's statistics. */
  NONE,
  /** The inputs alone. */
  INPUTS,
  /** The weights alone. */
  WEIGHTS
}
