package convspectrum.search.figure;

import convspectrum.search.condition.Condition;
import convspectrum.search.condition.Quantity;
import convspectrum.spec.fault.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The figures of a search by name, and the parser of what users write about them. */
public final class FigureCatalog {
  /** What else figures are called in the field, and the word for it here. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "time", "latency",
          "speed", "latency",
          "accuracy", "trained",
          "parameters", "params",
          "weights", "params",
          "mult-adds", "macs",
          "madds", "macs",
          "traffic", "bytes");

  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Function<String, Optional<Figure>> derived;
  private final List<String> names;

  /**
   * A catalog of the cost figures and others.
   *
   * @param others such as proxies and latencies, with distinct names
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

  /**
   * Sums that grow with a network, whose ranking is the nearest to that of accuracy that a count
   * gives: MACs, then parameters.
   */
  public static List<SumFigure> capacities() {
    return List.of(CostSum.MACS, CostSum.PARAMS);
  }

  /** All names. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /**
   * A figure by its name. The column of a table that holds it has underscores for hyphens: a cost
   * by that name is found too.
   *
   * @throws IllegalArgumentException where there is none, with a suggestion
   */
  public Figure named(String name) {
    Figure named = figures.get(name);
    Figure figure = named != null ? named : figures.get(name.replace('_', '-'));
    return figure != null
        ? figure
        : derived
            .apply(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "unknown figure '%s'; %s"
                        .formatted(
                            name,
                            Suggestions.didYouMean(SYNONYMS.getOrDefault(name, name), names))));
  }

  /**
   * The objective that {@code NAME[:min|max][:log]} denotes.
   *
   * @throws IllegalArgumentException where the text is not an objective
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
   * The constraints that conditions such as {@code NAME<=AMOUNT and NAME>=AMOUNT} denote. Units: B,
   * KiB, MiB, GiB (and KB, MB, GB) for bytes; s, ms, us for latencies, which are in milliseconds if
   * no unit is given.
   *
   * @throws IllegalArgumentException with a line for each fault
   */
  public List<Constraint> constraints(String text) {
    List<Constraint> constraints = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Condition condition : Condition.parse(text)) {
      try {
        constraints.add(constraint(condition));
      } catch (IllegalArgumentException e) {
        faults.add("'" + condition.text() + "': " + e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return constraints;
  }

  private Constraint constraint(Condition condition) {
    Direction direction =
        switch (condition.operator()) {
          case AT_MOST -> Direction.MIN;
          case AT_LEAST -> Direction.MAX;
          case LESS, GREATER, EQUAL, NOT_EQUAL ->
              throw new IllegalArgumentException(
                  "found '" + condition.operator().sign() + "'; expected <= or >=");
        };
    Figure figure = named(condition.name());
    double bound = quantity(figure).parse(condition.value()).doubleValue();
    return new Constraint(figure, direction, bound, condition.text());
  }

  private static Quantity quantity(Figure figure) {
    return figure.name().contains("-latency")
        ? Quantity.MILLISECONDS
        : figure.name().equals("bytes") || figure.name().equals("peak-memory")
            ? Quantity.BYTES
            : Quantity.PLAIN;
  }
}
