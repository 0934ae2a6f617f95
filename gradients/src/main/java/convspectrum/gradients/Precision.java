package convspectrum.gradients;

import java.util.Locale;

/** The number type of a program. */
public enum Precision {
  /** 32 bits, as networks are trained. */
  FLOAT32,
  /** 64 bits, to check float32 against and for networks whose values grow large. */
  FLOAT64;

  /** The largest relative error of rounding a number to this type. */
  public double roundoff() {
    return switch (this) {
      case FLOAT32 -> 0x1p-24;
      case FLOAT64 -> 0x1p-53;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
