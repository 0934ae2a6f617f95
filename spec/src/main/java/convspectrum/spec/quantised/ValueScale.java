package convspectrum.spec.quantised;

/**
 * How the values of a tensor become unsigned 8-bit integers: real = scale · (q − zeroPoint), with q
 * from 0 to 255. It is ONNX's QuantizeLinear and DequantizeLinear of uint8, in single precision and
 * rounded half to even.
 *
 * @param scale the real distance of two neighbouring integers, above 0
 * @param zeroPoint the integer that stands for 0
 */
public record ValueScale(float scale, int zeroPoint) {
  /** The largest integer. */
  public static final int MAX = 255;

  public ValueScale {
    if (!(scale > 0) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException("a scale of " + scale + "; expected a number above 0");
    }
    if (zeroPoint < 0 || zeroPoint > MAX) {
      throw new IllegalArgumentException(
          "a zero point of %d; expected 0 to %d".formatted(zeroPoint, MAX));
    }
  }

  /**
   * The scale of values between two finite numbers. It has 0 exactly, which padding and activations
   * need; so values that are never negative have the zero point 0. Values that are all 0 have the
   * scale 1.
   */
  public static ValueScale covering(float least, float most) {
    double low = Math.min(0, least);
    double high = Math.max(0, most);
    double step = (high - low) / MAX;
    if (step == 0) {
      return new ValueScale(1, 0);
    }
    float scale = Math.max(Float.MIN_NORMAL, (float) step);
    return new ValueScale(scale, (int) Math.clamp(Math.rint(-low / scale), 0, MAX));
  }

  /** The integer nearest to a real number, half to even; numbers beyond the range saturate. */
  public int integer(float real) {
    double shifted = Math.rint(real / scale) + zeroPoint;
    return (int) Math.clamp(shifted, 0, MAX);
  }

  /** Whether the nearest integer to a real number is beyond the range. */
  public boolean saturates(float real) {
    double shifted = Math.rint(real / scale) + zeroPoint;
    return shifted < 0 || shifted > MAX;
  }

  /** The real number that an integer stands for. */
  public float real(int integer) {
    return scale * (integer - zeroPoint);
  }
}
