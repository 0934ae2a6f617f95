package convspectrum.gradients.batch;

/** What batch norms normalise with. */
public enum Statistics {
  /** Mean and biased variance of the batch at hand; gradients flow through both. */
  BATCH,
  /** The running statistics, as in inference. */
  RUNNING
}
