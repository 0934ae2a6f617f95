package convspectrum.reports.predict;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.predict.figure.DesignPredictions.PredictedRun;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What tables of designs say of predicted latencies. */
public final class PredictionColumns {
  /** Percent of measurements that prediction intervals are made to hold. */
  public static final int LEVEL = 90;

  private PredictionColumns() {}

  /**
   * Adds a prediction with its interval, and the share of it that rests on a regression.
   *
   * @param heading the figure, as people call it
   * @param prediction of a row; all NaN where there is none
   */
  public static <R> void addTo(
      Columns<R> columns,
      String name,
      String low,
      String high,
      String regressed,
      String heading,
      Function<? super R, Predicted> prediction) {
    columns
        .interval(
            name,
            low,
            high,
            row -> {
              Predicted one = prediction.apply(row);
              return new Bounded(one.value(), one.low(), one.high());
            },
            ColumnDescription.milliseconds(
                    heading,
                    "Time of a forward pass as a latency table predicts it, with its %d %% interval; none where the runtime refuses the design."
                        .formatted(LEVEL))
                .lowerIsBetter(),
            LEVEL)
        .real(
            regressed,
            row -> prediction.apply(row).regressed(),
            ColumnDescription.percent(
                heading + " by regression",
                "Share of the predicted time of steps that the table has not; none where there is no prediction."));
  }

  /**
   * Adds the predictions of designs, {@code RUNTIME_predicted_ms} and so on for each runtime.
   *
   * @param taken gives a column its name
   */
  public static void addTo(
      Columns<ComparedDesign> columns, DesignPredictions predictions, UnaryOperator<String> taken) {
    for (PredictedRun run : predictions.runs()) {
      String ms = run.name() + "_predicted_ms";
      addTo(
          columns,
          taken.apply(ms),
          taken.apply(ms + "_low"),
          taken.apply(ms + "_high"),
          taken.apply(run.name() + "_predicted_regressed"),
          run.name() + " predicted",
          run::prediction);
    }
  }

  /** Adds the predictions of a network, of which every row of the table is a part or all. */
  public static <R> void addOnly(Columns<R> columns, DesignPredictions predictions) {
    for (PredictedRun run : predictions.runs()) {
      String ms = run.name() + "_predicted_ms";
      addTo(
          columns,
          ms,
          ms + "_low",
          ms + "_high",
          run.name() + "_predicted_regressed",
          run.name() + " predicted",
          _ -> run.only());
    }
  }

  /** These notes, with the prediction of a network in words. */
  public static Notes only(Notes notes, DesignPredictions predictions) {
    Notes more = notes;
    for (PredictedRun run : predictions.runs()) {
      Predicted one = run.only();
      String refused = run.refused().values().stream().findFirst().orElse("");
      more =
          more.with(
              run.name() + "_predicted",
              refused.isEmpty()
                  ? String.format(
                      Locale.ROOT,
                      "%.4g ms [%.4g, %.4g], of which %.0f %% by regression; %s",
                      one.value(),
                      one.low(),
                      one.high(),
                      100 * one.regressed(),
                      run.source())
                  : "not predicted: " + refused);
    }
    return more;
  }

  /** These notes, with the table that each prediction comes from. */
  public static Notes notes(Notes notes, DesignPredictions predictions) {
    Notes more = notes;
    for (PredictedRun run : predictions.runs()) {
      more = more.with(run.name() + "_predicted", run.source());
    }
    return more;
  }
}
