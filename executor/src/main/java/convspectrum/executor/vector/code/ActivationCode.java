package convspectrum.executor.vector.code;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;

/**
 * Generates code of pointwise functions on registers. The exponential is a polynomial of degree six
 * after Cody and Waite's range reduction, with an error below 2⁻²²; functions built on it have an
 * absolute error below 3e-7 times the larger of 1 and |x|.
 */
public final class ActivationCode {
  private static final float LOG2_E = 1.44269504f;
  // ln 2 in two parts; the first has trailing zeros, so that n times it is exact.
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  // Adding 1.5 · 2²³ makes the sum's last bits an integer; 127 is the bias of a float's exponent.
  private static final float ROUNDER = 12582912f + 127;
  private static final float MOST = 88.02f;
  private static final float SELU_SCALE = 1.05070098735548049342f;
  private static final float SELU_ALPHA = 1.67326324235437728482f;

  private final Emitter emit;

  private ActivationCode(Emitter emit) {
    this.emit = emit;
  }

  /** Generates code that replaces the value of register {@code x} by the function's value. */
  public static void apply(Emitter emit, Op.Activation activation, int x) {
    new ActivationCode(emit).apply(activation, x);
  }

  /** Generates code that replaces {@code x} by eˣ; values far below 0 become about 1e-38. */
  public static void exponential(Emitter emit, int x) {
    new ActivationCode(emit).exp(x, x);
  }

  private void apply(Op.Activation activation, int x) {
    ActivationFunction function = activation.function();
    switch (function) {
      case RELU -> emit.max(x, x, number(0));
      case RELU6 -> clip(x, 0, 6);
      case CLIP -> clip(x, (float) activation.alpha(), (float) activation.beta());
      case LEAKY_RELU -> linearBelowZero(x, number((float) activation.alpha()));
      case ELU -> exponentialBelowZero(x, (float) activation.alpha(), 1);
      case SELU -> exponentialBelowZero(x, SELU_ALPHA, SELU_SCALE);
      case SIGMOID -> sigmoid(x, x);
      case HARD_SIGMOID -> hardSigmoid(x, x);
      case TANH -> tanh(x, x);
      case SILU -> timesItself(x, this::sigmoid);
      case HARD_SWISH -> timesItself(x, this::hardSigmoid);
      case GELU -> gelu(x);
      case GELU_TANH -> geluTanh(x);
      case MISH -> mish(x);
      case SOFTPLUS -> softplus(x);
    }
  }

  /** Generates code that writes a function of {@code x} to {@code to}. */
  private interface Function {
    void apply(int to, int x);
  }

  private void timesItself(int x, Function function) {
    int factor = emit.register();
    function.apply(factor, x);
    emit.multiply(x, x, factor);
  }

  private void clip(int x, float low, float high) {
    emit.max(x, x, number(low));
    emit.min(x, x, number(high));
  }

  private void linearBelowZero(int x, int slope) {
    int negative = emit.register();
    emit.min(negative, x, number(0));
    emit.max(x, x, number(0));
    emit.fma(negative, slope, x);
  }

  private void exponentialBelowZero(int x, float alpha, float scale) {
    int negative = emit.register();
    emit.min(negative, x, number(0));
    exp(negative, negative);
    emit.subtract(negative, negative, number(1));
    emit.max(x, x, number(0));
    emit.multiply(x, x, number(scale));
    emit.fma(negative, number(alpha * scale), x);
  }

  private void hardSigmoid(int to, int x) {
    int sum = number(0.5f);
    emit.fma(x, number(1 / 6f), sum);
    emit.max(sum, sum, number(0));
    emit.min(to, sum, number(1));
  }

  /** 1 / (1 + e⁻ˣ). */
  private void sigmoid(int to, int x) {
    int e = emit.register();
    emit.subtract(e, number(0), x);
    exp(e, e);
    emit.add(e, e, number(1));
    emit.divide(to, number(1), e);
  }

  /** 1 − 2 / (e²ˣ + 1). */
  private void tanh(int to, int x) {
    int e = emit.register();
    emit.add(e, x, x);
    exp(e, e);
    emit.add(e, e, number(1));
    emit.divide(e, number(2), e);
    emit.subtract(to, number(1), e);
  }

  /**
   * x/2 + |x|/2 · erf(|x|/√2), with the error function by formula 7.1.26 of Abramowitz and Stegun,
   * whose error is at most 1.5e-7.
   */
  private void gelu(int x) {
    int magnitude = absolute(x);
    int z = emit.register();
    emit.multiply(z, magnitude, number(0.70710678f));
    int t = number(1);
    emit.fma(z, number(0.3275911f), t);
    emit.divide(t, number(1), t);
    int polynomial =
        polynomial(t, 1.061405429f, -1.453152027f, 1.421413741f, -0.284496736f, 0.254829592f, 0);
    int e = emit.register();
    emit.multiply(e, z, z);
    emit.subtract(e, number(0), e);
    exp(e, e);
    emit.multiply(e, e, polynomial);
    emit.subtract(e, number(1), e);
    emit.multiply(e, e, magnitude);
    emit.add(x, x, e);
    emit.multiply(x, x, number(0.5f));
  }

  /** x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  private void geluTanh(int x) {
    int square = emit.register();
    emit.multiply(square, x, x);
    int inner = number(1);
    emit.fma(square, number(0.044715f), inner);
    emit.multiply(inner, inner, x);
    emit.multiply(inner, inner, number(0.7978845608f));
    tanh(inner, inner);
    emit.add(inner, inner, number(1));
    emit.multiply(x, x, inner);
    emit.multiply(x, x, number(0.5f));
  }

  /** With e = eˣ and n = e² + 2e: tanh(ln(1 + e)) = n / (n + 2), which is 1 from x = 20 on. */
  private void mish(int x) {
    int e = emit.register();
    emit.min(e, x, number(20));
    exp(e, e);
    int n = emit.register();
    emit.add(n, e, number(2));
    emit.multiply(n, n, e);
    emit.add(e, n, number(2));
    emit.divide(n, n, e);
    emit.multiply(x, x, n);
  }

  /**
   * max(x, 0) + ln(1 + u) with u = e^−|x|, and ln(1 + u) = 2 artanh(u / (u + 2)) by its series, in
   * which the argument is at most a third.
   */
  private void softplus(int x) {
    int u = absolute(x);
    emit.subtract(u, number(0), u);
    exp(u, u);
    int s = emit.register();
    emit.add(s, u, number(2));
    emit.divide(s, u, s);
    int square = emit.register();
    emit.multiply(square, s, s);
    int series = polynomial(square, 2 / 15f, 2 / 13f, 2 / 11f, 2 / 9f, 2 / 7f, 2 / 5f, 2 / 3f, 2);
    emit.max(x, x, number(0));
    emit.fma(series, s, x);
  }

  private int absolute(int x) {
    int magnitude = emit.register();
    emit.subtract(magnitude, number(0), x);
    emit.max(magnitude, magnitude, x);
    return magnitude;
  }

  private void exp(int to, int x) {
    int y = emit.register();
    emit.max(y, x, number(-87.3f));
    emit.min(y, y, number(MOST));
    int shifted = number(ROUNDER);
    emit.fma(y, number(LOG2_E), shifted);
    int n = emit.register();
    emit.subtract(n, shifted, number(ROUNDER));
    emit.fma(n, number(-LN2_HIGH), y);
    emit.fma(n, number(-LN2_LOW), y);
    int value = polynomial(y, 1 / 720f, 1 / 120f, 1 / 24f, 1 / 6f, 0.5f, 1, 1);
    int power = emit.register();
    emit.shiftToExponent(power, shifted);
    emit.multiply(to, value, power);
  }

  /** Evaluates a polynomial by Horner's scheme; coefficients start with the highest power. */
  private int polynomial(int x, float... coefficients) {
    int sum = number(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      int next = number(coefficients[i]);
      emit.fma(sum, x, next);
      sum = next;
    }
    return sum;
  }

  private int number(float value) {
    int register = emit.register();
    emit.constant(register, value);
    return register;
  }
}
