package convspectrum.spec.graph;

/** How a pool reduces its window. Padding never counts for a maximum. */
public enum PoolKind {
  /** The largest value. */
  MAX,
  /** The mean value. */
  AVERAGE
}
