package convspectrum.gradients;

import java.util.Locale;

/** The type that a program computes in. */
public enum Precision {
  /** 32 bits, as networks are trained. */
  FLOAT32,
  /** 64 bits: to check against, and where values grow large. */
  FLOAT64;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
