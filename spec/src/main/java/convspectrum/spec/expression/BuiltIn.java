package convspectrum.spec.expression;

/** The functions that a {@link Call} may name. */
public enum BuiltIn {
  /** The least of one or more numbers. */
  MIN("min", "a, b, …", 1, Integer.MAX_VALUE),
  /** The greatest of one or more numbers. */
  MAX("max", "a, b, …", 1, Integer.MAX_VALUE),
  /** The greatest whole number that is not above x. */
  FLOOR("floor", "x", 1, 1),
  /** The least whole number that is not below x. */
  CEIL("ceil", "x", 1, 1),
  /** The nearest whole number; halves go up: {@code round(2.5)} is 3, {@code round(-2.5)} -2. */
  ROUND("round", "x", 1, 1),
  /** The absolute value of x. */
  ABS("abs", "x", 1, 1),
  /**
   * A channel count near x that is a multiple of 8, not below 8 and not below 90 % of x: {@code
   * make_divisible} of MobileNetV2 (Sandler et al. 2018, the published code).
   */
  ROUND8("round8", "x", 1, 1),
  /**
   * The divisor of {@code channels} nearest to {@code s}, the smaller of two equally near ones;
   * {@code s} is at least 1, or {@code 'depthwise'}, which stands for {@code channels} itself.
   */
  NEAREST_DIVISOR("nearest_divisor", "s, channels", 2, 2),
  /** Whether whole number a divides whole number b: {@code divides(8, 728)} is true. */
  DIVIDES("divides", "a, b", 2, 2);

  private final String word;
  private final String parameters;
  private final int least;
  private final int most;

  BuiltIn(String word, String parameters, int least, int most) {
    this.word = word;
    this.parameters = parameters;
    this.least = least;
    this.most = most;
  }

  /** Its name, as it is written. */
  public String word() {
    return word;
  }

  /** How it is called: {@code nearest_divisor(s, channels)}. */
  public String usage() {
    return word + "(" + parameters + ")";
  }

  public boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }
}
