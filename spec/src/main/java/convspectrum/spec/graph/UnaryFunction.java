package convspectrum.spec.graph;

/**
 * Pointwise functions that networks use beside their activations: parts of norms, of attention and
 * of decomposed activations. A truth value is 1 or 0.
 */
public enum UnaryFunction {
  /** eˣ. */
  EXP,
  /** ln x. */
  LOG,
  /** √x. */
  SQRT,
  /** 1 / x. */
  RECIPROCAL,
  /** |x|. */
  ABS,
  /** −x. */
  NEGATE,
  /** The error function. */
  ERF,
  /** The largest integer that is not above x. */
  FLOOR,
  /** The smallest integer that is not below x. */
  CEIL,
  /** −1, 0 or 1. */
  SIGN,
  /** The sine. */
  SIN,
  /** The cosine. */
  COS,
  /** The inverse tangent. */
  ATAN,
  /** Whether x is not a number. */
  IS_NAN,
  /** Whether x is 0. */
  NOT
}
