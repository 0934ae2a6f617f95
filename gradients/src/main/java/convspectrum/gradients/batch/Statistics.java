package convspectrum.gradients.batch;

/** The statistics that batch norms use. */
public enum Statistics {
  /** Mean and biased variance of the current batch; gradients flow through both. */
  BATCH,
  /** The running statistics, as in inference. */
  RUNNING
}
