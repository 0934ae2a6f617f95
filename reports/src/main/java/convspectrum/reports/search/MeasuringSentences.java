package convspectrum.reports.search;

import convspectrum.reports.table.Notes;
import convspectrum.search.run.MeasuringConditions;
import java.util.List;
import java.util.Locale;

/** When and where the figures of a search were measured, and how noisy the machine was. */
final class MeasuringSentences {
  private static final int NOISY = 1;
  private static final int VERY_NOISY = 2;

  private MeasuringSentences() {}

  /** One measured figure. */
  static String of(MeasuringConditions conditions) {
    return "%s: measured %s. %s"
        .formatted(conditions.figure(), where(conditions), noise(conditions));
  }

  /** Notes of a table with those of each measured figure. */
  static Notes with(Notes notes, List<MeasuringConditions> conditions) {
    Notes all = notes;
    for (MeasuringConditions one : conditions) {
      all = all.with(one.figure(), where(one));
      if (one.noisy(VERY_NOISY) > 0) {
        all = all.withWarning(one.figure() + ": " + noise(one));
      }
    }
    return all;
  }

  private static String where(MeasuringConditions conditions) {
    int count = conditions.groups().size();
    String first = conditions.groups().getFirst().name();
    return String.format(
        Locale.ROOT,
        "%s%s, in %,d group%s, by %s on %s",
        count == 1 ? "" : "from ",
        count == 1 ? first : first + " to " + conditions.groups().getLast().name(),
        count,
        count == 1 ? "" : "s",
        conditions.worst().runtime(),
        conditions.worst().machine());
  }

  private static String noise(MeasuringConditions conditions) {
    long noisy = conditions.noisy(NOISY);
    return noisy == 0
        ? "The machine was quiet."
        : String.format(
            Locale.ROOT,
            "The machine was noisy in %,d of %,d groups, very noisy in %,d. In the worst: %s",
            noisy,
            conditions.groups().size(),
            conditions.noisy(VERY_NOISY),
            conditions.worst().sentence());
  }
}
