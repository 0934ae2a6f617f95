package convspectrum.spec.zoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure as it stands in print: digits, and a unit: {@code K}, {@code M}, {@code B} or {@code G}
 * for 10³, 10⁶, 10⁹, {@code %} for hundredths, or none.
 *
 * @param text {@code 569 M}
 */
public record Printed(String text) {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?: ([KMBG%]))?");

  public Printed {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("found '" + text + "'; expected a figure such as 569 M");
    }
  }

  /** Whether it is a share, whose exact figure is a fraction of 1. */
  public boolean isShare() {
    return text.endsWith("%");
  }

  /** How an exact figure, in the same terms as {@link #text}, stands to it. */
  public PrintedMatch with(double exact) {
    BigDecimal inUnits = new BigDecimal(exact).divide(unit());
    if (agrees(inUnits, digits().scale(), RoundingMode.HALF_UP)) {
      return PrintedMatch.ROUNDED;
    }
    if (agrees(inUnits, digits().scale(), RoundingMode.DOWN)) {
      return PrintedMatch.CUT_OFF;
    }
    // 720 has two digits that count: a scale of -1. Decimals are written to be read.
    int coarse = digits().scale() > 0 ? digits().scale() : digits().stripTrailingZeros().scale();
    return agrees(inUnits, coarse, RoundingMode.HALF_UP)
        ? PrintedMatch.COARSE
        : PrintedMatch.DIFFERENT;
  }

  private boolean agrees(BigDecimal exact, int scale, RoundingMode mode) {
    return exact.setScale(scale, mode).compareTo(digits()) == 0;
  }

  private BigDecimal digits() {
    return new BigDecimal(matched().group(1));
  }

  private BigDecimal unit() {
    String unit = matched().group(2);
    return switch (unit == null ? "" : unit) {
      case "K" -> BigDecimal.valueOf(1_000);
      case "M" -> BigDecimal.valueOf(1_000_000);
      case "B", "G" -> BigDecimal.valueOf(1_000_000_000);
      case "%" -> new BigDecimal("0.01");
      default -> BigDecimal.ONE;
    };
  }

  private Matcher matched() {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(text);
    }
    return matcher;
  }
}
