package convspectrum.reports.training;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.training.figure.DesignTrainings;
import convspectrum.search.training.figure.TrainedFigure;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What tables of designs say of accuracies after a short training. */
public final class TrainedColumns {
  private TrainedColumns() {}

  /**
   * Adds the figure with its interval over seeds, and from two seeds on the accuracy with each,
   * {@code NAME_seed1} and so on, by which {@code proxies calibrate} finds its noise ceiling.
   *
   * @param name of the figure
   * @param taken gives a column its name
   * @param evaluation of a row by a {@link TrainedFigure}
   */
  public static <R> void addTo(
      Columns<R> columns,
      String name,
      List<Long> seeds,
      UnaryOperator<String> taken,
      Function<? super R, Evaluation> evaluation) {
    columns.interval(
        taken.apply(name),
        taken.apply(name + "_low"),
        taken.apply(name + "_high"),
        row -> Bounded.of(TrainedFigure.estimate(evaluation.apply(row))),
        description(name));
    for (int i = 0; i < seeds.size() && seeds.size() > 1; i++) {
      int place = i;
      columns.real(
          taken.apply(name + "_seed" + seeds.get(i)),
          row -> of(TrainedFigure.accuracies(evaluation.apply(row)), place),
          percent("Seed " + seeds.get(i), "The same share with this seed alone.").asDetail());
    }
  }

  /** Adds the accuracies of compared designs; nothing where none was asked for. */
  public static void addTo(
      Columns<ComparedDesign> columns, DesignTrainings trainings, UnaryOperator<String> taken) {
    if (trainings.any()) {
      addTo(columns, TrainedFigure.NAME, trainings.seeds(), taken, trainings::of);
    }
  }

  /** These notes, with how designs were trained, and which have no accuracy. */
  public static Notes notes(Notes notes, DesignTrainings trainings, Designs designs) {
    if (!trainings.any()) {
      return notes;
    }
    Notes more = notes.with(TrainedFigure.NAME, trainings.conditions());
    if (trainings.interrupted()) {
      more = more.withWarning("Training was interrupted: some designs have fewer seeds, or none.");
    }
    for (String sentence : trainings.missing(designs)) {
      more = more.withWarning(sentence);
    }
    return more;
  }

  /** How people read a figure of this name. */
  public static ColumnDescription description(String name) {
    return percent(
            name,
            "Share of images kept apart from training that are classified correctly after a short"
                + " training: mean over the seeds and its 95 % interval (Student's t), from two"
                + " seeds on. The notes say how designs were trained.")
        .higherIsBetter();
  }

  private static double of(double[] accuracies, int seed) {
    return seed < accuracies.length ? accuracies[seed] : Double.NaN;
  }

  static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(2), meaning);
  }
}
