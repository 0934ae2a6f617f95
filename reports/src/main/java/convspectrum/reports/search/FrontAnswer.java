package convspectrum.reports.search;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notation;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Objective;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a search found, in a line: its best design, or how far its front reaches. */
final class FrontAnswer {
  private final SearchResult result;

  FrontAnswer(SearchResult result) {
    this.result = result;
  }

  /** The line; none where nothing is on the front. */
  Optional<String> sentence() {
    List<FoundDesign> best = result.best();
    List<Objective> objectives = result.plan().objectives();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    if (best.size() == 1) {
      FoundDesign only = best.getFirst();
      return Optional.of(
          "%s has the %s of %s: %s."
              .formatted(
                  only.design(),
                  objectives.stream()
                      .map(one -> (isLeast(one) ? "least " : "most ") + heading(one))
                      .collect(Collectors.joining(" and the ")),
                  count(result.evaluated(), "evaluated design"),
                  objectives.stream()
                      .map(one -> text(one, only.figure(one.name())))
                      .collect(Collectors.joining(", "))));
    }
    return Optional.of(
        "Nothing beats %s of %s: %s."
            .formatted(
                count(best.size(), "design"),
                String.format(Locale.ROOT, "%,d evaluated", result.evaluated()),
                objectives.stream().map(this::range).collect(Collectors.joining(", "))));
  }

  /**
   * From the lowest value of the front to the highest, so that of two objectives the first values
   * are of one design where more of one is had for more of the other.
   */
  private String range(Objective objective) {
    List<Double> values =
        result.best().stream()
            .map(one -> one.figure(objective.name()))
            .filter(Double::isFinite)
            .sorted()
            .toList();
    if (values.isEmpty()) {
      return "no " + heading(objective);
    }
    return "%s from %s to %s"
        .formatted(
            heading(objective),
            text(objective, values.getFirst()),
            text(objective, values.getLast()));
  }

  private static boolean isLeast(Objective objective) {
    return objective.direction() == Direction.MIN;
  }

  private static String heading(Objective objective) {
    return DesignTable.description(objective.name()).heading();
  }

  private static String text(Objective objective, double value) {
    ColumnDescription description = DesignTable.description(objective.name());
    if (Double.isNaN(value)) {
      return Notation.MISSING;
    }
    String text =
        description.notation().format(List.of(new Cell.Real(value)), description.unit()).getFirst();
    boolean said =
        description.unit().isEmpty() || description.notation() instanceof Notation.Scaled;
    return said ? text : text + " " + description.unit();
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
