package convspectrum.search.training.study;

import java.util.Locale;

/** What designs that are compared have in common. */
public enum Equality {
  /** The width that the spec gives by default; multiply-accumulates differ. */
  WIDTH,
  /** Multiply-accumulates, as nearly as some width gives them. */
  MACS;

  /** Its word, as options and labels have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
