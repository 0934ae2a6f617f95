package convspectrum.search.figure;

import convspectrum.spec.fault.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures that there are in a search, by name; and what users say of them. */
public final class FigureCatalog {
  private static final Pattern CONSTRAINT =
      Pattern.compile("\\s*([^<>=\\s]+)\\s*(<=|>=|<|>|==|=)\\s*([^<>=]*?)\\s*");
  private static final Pattern AMOUNT =
      Pattern.compile("([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-zµ]*)");
  private static final Map<String, Double> BYTES =
      Map.of(
          "B",
          1.0,
          "KB",
          1e3,
          "MB",
          1e6,
          "GB",
          1e9,
          "KiB",
          1024.0,
          "MiB",
          1048576.0,
          "GiB",
          1073741824.0);
  private static final Map<String, Double> MILLISECONDS =
      Map.of("s", 1000.0, "ms", 1.0, "us", 0.001, "µs", 0.001, "ns", 1e-6);

  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Function<String, Optional<Figure>> derived;
  private final List<String> names;

  /**
   * The costs, and others.
   *
   * @param others such as proxies and latencies, each of another name
   * @param derived finds figures whose names are not listed, such as {@code vector-latency@2}
   * @param derivedNames some of their names, for suggestions
   */
  public FigureCatalog(
      List<Figure> others, Function<String, Optional<Figure>> derived, List<String> derivedNames) {
    List<Figure> all = new ArrayList<>(CostFigure.all());
    all.addAll(others);
    for (Figure figure : all) {
      if (figures.putIfAbsent(figure.name(), figure) != null) {
        throw new IllegalArgumentException("two figures are called " + figure.name());
      }
    }
    this.derived = derived;
    this.names = new ArrayList<>(figures.keySet());
    this.names.addAll(derivedNames);
  }

  /** All names. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /**
   * A figure by its name.
   *
   * @throws IllegalArgumentException where there is none, with what may have been meant
   */
  public Figure named(String name) {
    Figure figure = figures.get(name);
    return figure != null
        ? figure
        : derived
            .apply(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "unknown figure '%s'; %s"
                        .formatted(name, Suggestions.didYouMean(name, names))));
  }

  /**
   * What {@code NAME[:min|max][:log]} says.
   *
   * @throws IllegalArgumentException where it says nothing
   */
  public Objective objective(String text) {
    String[] parts = text.strip().split(":", -1);
    Figure figure = named(parts[0]);
    Direction direction = figure.direction();
    boolean byRatio = figure.isAmount();
    for (int i = 1; i < parts.length; i++) {
      switch (parts[i]) {
        case "min" -> direction = Direction.MIN;
        case "max" -> direction = Direction.MAX;
        case "log" -> byRatio = true;
        default ->
            throw new IllegalArgumentException(
                "%s: got ':%s', expected :min, :max or :log".formatted(text, parts[i]));
      }
    }
    return new Objective(figure, direction, byRatio);
  }

  /**
   * What {@code NAME<=AMOUNT} or {@code NAME>=AMOUNT} says. Units: B, KiB, MiB, GiB (and KB, MB,
   * GB) for bytes; s, ms, us for latencies, which are in milliseconds without.
   *
   * @throws IllegalArgumentException where it says nothing
   */
  public Constraint constraint(String text) {
    Matcher matcher = CONSTRAINT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s': expected NAME<=AMOUNT or NAME>=AMOUNT, such as params<=5e6".formatted(text));
    }
    if (matcher.group(2).endsWith("=")
        && matcher.group(2).length() == 2
        && !matcher.group(2).equals("==")) {
      Figure figure = named(matcher.group(1));
      return new Constraint(
          figure,
          matcher.group(2).equals("<=") ? Direction.MIN : Direction.MAX,
          amount(figure, matcher.group(3), text),
          text.strip());
    }
    throw new IllegalArgumentException(
        "'%s': got '%s', expected <= or >=".formatted(text, matcher.group(2)));
  }

  private static double amount(Figure figure, String amount, String text) {
    Matcher matcher = AMOUNT.matcher(amount);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s': '%s' is no amount; expected a number, such as 5e6, 20ms or 64MiB"
              .formatted(text, amount));
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      return number;
    }
    Map<String, Double> units =
        figure.name().contains("-latency")
            ? MILLISECONDS
            : figure.name().equals("bytes") || figure.name().equals("peak-memory")
                ? BYTES
                : Map.of();
    Double factor = units.get(unit);
    if (factor == null) {
      throw new IllegalArgumentException(
          "'%s': %s %s"
              .formatted(
                  text,
                  figure.name(),
                  units.isEmpty()
                      ? "has no unit; got '" + unit + "'"
                      : "is not in '"
                          + unit
                          + "'; units: "
                          + String.join(", ", units.keySet().stream().sorted().toList())));
    }
    return number * factor;
  }
}
