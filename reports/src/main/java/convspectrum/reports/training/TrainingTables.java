package convspectrum.reports.training;

import convspectrum.formats.dataset.KnownData;
import convspectrum.gradients.training.Epoch;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.training.TrainedRun;
import java.util.ArrayList;
import java.util.List;

/** Tables about training. */
public final class TrainingTables {
  private TrainingTables() {}

  /** The table {@code data}: data sets and how to get them. */
  public static ResultTable data() {
    Columns<KnownData> columns =
        new Columns<>(KnownData.all())
            .text(
                "name",
                KnownData::name,
                ColumnDescription.text("--data", "The name that it has without a path."))
            .text("content", KnownData::content, ColumnDescription.text("Content", "What it is."))
            .flag(
                "installed",
                KnownData::isHere,
                ColumnDescription.text("Here", "Whether its name can be used on this machine."))
            .text(
                "how",
                KnownData::how,
                ColumnDescription.text("How to get it", "Where it is from, and how to name it."));
    return new ResultTable(
        "data", "Data sets to train with; nothing is downloaded", columns.list(), Notes.none());
  }

  /** The table {@code training}: a row per model. */
  static ResultTable models(List<TrainedModel> models, boolean tested, Notes notes) {
    Columns<TrainedModel> columns =
        new Columns<>(models)
            .text(
                "model",
                model -> model.classifier().label(),
                ColumnDescription.text("Model", "The network."))
            .count(
                "params",
                model -> model.cost().params(),
                ColumnDescription.count("Params", "Learned parameters."))
            .count(
                "macs",
                model -> model.cost().macs() / model.classifier().input().batch(),
                ColumnDescription.count("MACs", "Multiply-accumulates of an image."));
    columns.count(
        "seeds",
        model -> model.runs().size(),
        ColumnDescription.exact("Seeds", "Trainings, each with a seed of its own."));
    if (tested) {
      columns
          .interval(
              "test_accuracy",
              model -> Bounded.of(model.mean(TrainedRun::testAccuracy)),
              percent(
                      "Test accuracy",
                      "Share of the test images that are classified correctly: mean over the seeds"
                          + " and its 95 % interval (Student's t), from two seeds on.")
                  .higherIsBetter())
          .interval(
              "test_difference",
              model ->
                  model == models.getFirst()
                      ? Bounded.NONE
                      : Bounded.of(model.difference(models.getFirst(), TrainedRun::testAccuracy)),
              percent(
                  "Difference",
                  "Test accuracy less that of the first model, seed by seed, and its 95 %"
                      + " interval. An interval that holds 0 is no difference. None for the first."));
    }
    columns
        .interval(
            "validation_accuracy",
            model -> Bounded.of(model.mean(run -> TrainedModel.last(run).validation())),
            percent(
                    "Validation",
                    "Share of the images that were kept apart from training that are classified"
                        + " correctly after the last epoch, as the test accuracy; none where no images are kept"
                        + " apart.")
                .higherIsBetter())
        .real(
            "train_accuracy",
            model -> model.mean(run -> TrainedModel.last(run).accuracy()).value(),
            percent(
                "Train",
                "Share of the training images, as they were changed at random, that were classified"
                    + " correctly in the last epoch."))
        .real(
            "loss",
            model -> model.mean(run -> TrainedModel.last(run).loss()).value(),
            ColumnDescription.significant("Loss", 4, "Mean training loss of the last epoch."))
        .real(
            "images_per_second",
            model -> model.mean(TrainedRun::imagesPerSecond).value(),
            ColumnDescription.number(
                "Images/s",
                "",
                new Notation.Significant(3),
                "Training images in a second; missing where all epochs were done before."));
    return new ResultTable("training", "Trained networks", columns.list(), notes);
  }

  private static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(2), meaning);
  }

  /** An epoch of a training. */
  private record Row(TrainedRun run, Epoch epoch) {}

  /** The table {@code epochs}: a row per model, seed and epoch. */
  static ResultTable epochs(List<TrainedRun> runs) {
    List<Row> rows = new ArrayList<>();
    for (TrainedRun run : runs) {
      run.epochs().forEach(epoch -> rows.add(new Row(run, epoch)));
    }
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "model",
                row -> row.run().classifier().label(),
                ColumnDescription.text("Model", "The network."))
            .text(
                "seed",
                row -> Long.toString(row.run().seed()),
                ColumnDescription.text("Seed", "The seed of the training."))
            .count(
                "epoch",
                row -> row.epoch().number(),
                ColumnDescription.exact("Epoch", "The number of the epoch."))
            .real(
                "loss",
                row -> row.epoch().loss(),
                ColumnDescription.significant("Loss", 4, "Mean training loss of the epoch."))
            .real(
                "train_accuracy",
                row -> row.epoch().accuracy(),
                percent("Train", "Share of its training images that were classified correctly."))
            .real(
                "validation_loss",
                row -> row.epoch().validationLoss(),
                ColumnDescription.significant(
                    "Validation loss",
                    4,
                    "Mean cross-entropy of the validation images after it; none where there are none."))
            .real(
                "validation_accuracy",
                row -> row.epoch().validation(),
                percent(
                    "Validation",
                    "Share of the validation images that are classified correctly after it; none where there are none."));
    return new ResultTable("epochs", "Every epoch", columns.list(), Notes.none());
  }
}
