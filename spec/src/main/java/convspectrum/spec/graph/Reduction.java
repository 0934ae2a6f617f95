package convspectrum.spec.graph;

/** How {@link Op.Reduce} makes one value of many. */
public enum Reduction {
  /** The mean. */
  MEAN,
  /** The sum. */
  SUM,
  /** The largest. */
  MAX,
  /** The smallest. */
  MIN,
  /** √Σx². */
  L2,
  /** The product. */
  PRODUCT
}
