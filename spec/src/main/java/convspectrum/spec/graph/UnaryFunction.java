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
  /** The nearest integer, of two the even one. */
  ROUND,
  /** The integer part: x without its decimals. */
  TRUNCATE,
  /** −1, 0 or 1. */
  SIGN,
  /** The sine. */
  SIN,
  /** The cosine. */
  COS,
  /** The tangent. */
  TAN,
  /** The inverse sine, of −1 to 1. */
  ASIN,
  /** The inverse cosine, of −1 to 1. */
  ACOS,
  /** The inverse tangent. */
  ATAN,
  /** The hyperbolic sine. */
  SINH,
  /** The hyperbolic cosine. */
  COSH,
  /** The inverse hyperbolic sine. */
  ASINH,
  /** The inverse hyperbolic cosine, of 1 and above. */
  ACOSH,
  /** The inverse hyperbolic tangent, of −1 to 1. */
  ATANH,
  /** Whether x is not a number. */
  IS_NAN,
  /** Whether x is 0. */
  NOT
}
