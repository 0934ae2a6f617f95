package convspectrum.spec.graph;

/** Pointwise functions of two inputs, beside sum and product. A truth value is 1 or 0. */
public enum BinaryFunction {
  /** a − b. */
  SUBTRACT,
  /** a / b. */
  DIVIDE,
  /** aᵇ. */
  POWER,
  /** The smaller of the two. */
  MINIMUM,
  /** The larger of the two. */
  MAXIMUM,
  /** a where a ≥ 0, else a · b: the parametric ReLU of He et al. 2015. */
  PRELU,
  /** Whether a = b. */
  EQUAL,
  /** Whether a > b. */
  GREATER,
  /** Whether a < b. */
  LESS
}
