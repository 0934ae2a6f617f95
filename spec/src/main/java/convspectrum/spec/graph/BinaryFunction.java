package convspectrum.spec.graph;

/** Pointwise functions of two inputs, beside sum and product. A truth value is 1 or 0. */
public enum BinaryFunction {
  /** a − b. */
  SUBTRACT,
  /** a / b. */
  DIVIDE,
  /** The integer part of a / b, which is how integers are divided. */
  QUOTIENT,
  /** a − b · ⌊a / b⌋, which has the sign of b; a where b is infinite and of the same sign. */
  MODULO,
  /** a − b · (integer part of a / b), which has the sign of a: C's {@code fmod}. */
  REMAINDER,
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
  /** Whether a &lt; b. */
  LESS;

  /** {@link #MODULO} of two numbers, as NumPy's {@code mod} has it. */
  public static double modulo(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0, b);
    }
    return (remainder < 0) == (b < 0) ? remainder : remainder + b;
  }

  /** {@link #QUOTIENT} of two numbers. */
  public static double quotient(double a, double b) {
    double ratio = a / b;
    return ratio < 0 ? Math.ceil(ratio) : Math.floor(ratio);
  }
}
