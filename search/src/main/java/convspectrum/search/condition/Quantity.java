package convspectrum.search.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbers as users write them: {@code 5e8}, {@code 500M}, {@code 64MiB}, {@code 20 ms}. They are
 * exact. The suffixes k (or K), M and G mean thousands, millions and 10^9 of any unit.
 */
public enum Quantity {
  /** A number without a unit; {@code %} means hundredths. */
  PLAIN(Map.of("%", "0.01")),
  /** Bytes: B, and kB (or KB), MB, GB of 10^3, 10^6, 10^9 or KiB, MiB, GiB of 2^10, 2^20, 2^30. */
  BYTES(
      Map.of(
          "B",
          "1",
          "kB",
          "1e3",
          "KB",
          "1e3",
          "MB",
          "1e6",
          "GB",
          "1e9",
          "KiB",
          "1024",
          "MiB",
          "1048576",
          "GiB",
          "1073741824")),
  /** Times in milliseconds: s, ms, us (or µs) and ns. */
  MILLISECONDS(Map.of("s", "1000", "ms", "1", "us", "0.001", "µs", "0.001", "ns", "1e-6"));

  private static final Pattern NUMBER =
      Pattern.compile("([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]{1,3})?)\\s*([A-Za-zµ%]*)");

  /** The suffixes of any quantity. */
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.of(
          "k", new BigDecimal("1e3"),
          "K", new BigDecimal("1e3"),
          "M", new BigDecimal("1e6"),
          "G", new BigDecimal("1e9"));

  private final Map<String, BigDecimal> units = new TreeMap<>();

  Quantity(Map<String, String> units) {
    units.forEach((unit, factor) -> this.units.put(unit, new BigDecimal(factor)));
  }

  /** A number as tables print it, which {@link #parse} of any quantity reads: {@code 194M}. */
  public static String write(BigDecimal number) {
    for (String suffix : List.of("G", "M", "k")) {
      BigDecimal factor = SUFFIXES.get(suffix);
      if (number.abs().compareTo(factor) >= 0) {
        return number.divide(factor).stripTrailingZeros().toPlainString() + suffix;
      }
    }
    return number.stripTrailingZeros().toPlainString();
  }

  /**
   * The number that a text denotes, in the base unit.
   *
   * @throws IllegalArgumentException where it is no number, or has the unit of another quantity
   */
  public BigDecimal parse(String text) {
    Matcher matcher = NUMBER.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "found '%s'; expected a number, such as 5e6, 5M, 20ms or 64MiB".formatted(text));
    }
    String unit = matcher.group(2);
    BigDecimal factor =
        unit.isEmpty() ? BigDecimal.ONE : SUFFIXES.getOrDefault(unit, units.get(unit));
    if (factor == null) {
      throw new IllegalArgumentException(
          "found the unit '%s'; expected none or one of %s"
              .formatted(
                  unit,
                  String.join(
                      ", ",
                      Stream.concat(SUFFIXES.keySet().stream(), units.keySet().stream())
                          .sorted()
                          .toList())));
    }
    return new BigDecimal(matcher.group(1)).multiply(factor);
  }
}
