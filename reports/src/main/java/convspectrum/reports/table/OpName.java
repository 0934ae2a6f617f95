package convspectrum.reports.table;

import java.util.Locale;

/** The names of ops in tables and JSON. */
public final class OpName {
  private OpName() {}

  /** Of the name that a graph has for the type: {@code batch-norm} of {@code BatchNorm}. */
  public static String of(String type) {
    return type.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
