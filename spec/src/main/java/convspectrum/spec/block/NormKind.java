package convspectrum.spec.block;

/** What a norm takes mean and variance over. */
public enum NormKind {
  /** Over the batch: running statistics per channel. */
  BATCH,
  /** Over axes of the sample itself. */
  LAYER
}
