package convspectrum.gradients;

import java.util.Locale;

/** The number type of a program. */
public enum Precision {
  /** 32 bits, as networks are trained. */
  FLOAT32,
  /** 64 bits, to check float32 against and for networks whose values grow large. */
  FLOAT64;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
