package convspectrum.reports.training;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainedRun;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What comes of training networks: tables, sentences, learning curves and a page. */
public final class TrainingReport {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;
  private static final double PERCENT = 100;

  private final List<TrainedModel> models;
  private final List<TrainedRun> runs;
  private final Notes notes;
  private final boolean tested;
  private final boolean validated;

  /**
   * A report.
   *
   * @param runs the trainings that came to their end
   * @param notes how they were made
   * @param tested whether there are test images
   * @param validated whether there are validation images
   */
  public TrainingReport(
      List<Classifier> classifiers,
      List<TrainedRun> runs,
      Notes notes,
      boolean tested,
      boolean validated) {
    this.models = TrainedModel.of(classifiers, runs);
    this.runs = List.copyOf(runs);
    this.notes = withWarnings(notes, runs);
    this.tested = tested;
    this.validated = validated;
  }

  /** Names the trainings that ended no better than guessing. */
  private static Notes withWarnings(Notes notes, List<TrainedRun> runs) {
    Notes all = notes;
    for (TrainedRun run : runs) {
      double loss = TrainedModel.last(run).loss();
      double guess = Math.log(run.classifier().classes());
      if (loss >= guess) {
        all =
            all.withWarning(
                String.format(
                    Locale.ROOT,
                    "%s, seed %d learned nothing: the loss of its last epoch is %.3f, that of guessing"
                        + " %.3f; try a lower learning rate.",
                    run.classifier().label(),
                    run.seed(),
                    loss,
                    guess));
      }
    }
    return all;
  }

  /** The table {@code training}. */
  public ResultTable table() {
    return TrainingTables.models(models, tested, notes);
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    for (TrainedModel model : models) {
      Estimate accuracy =
          tested
              ? model.mean(TrainedRun::testAccuracy)
              : model.mean(run -> TrainedModel.last(run).validation());
      if (Double.isFinite(accuracy.value())) {
        sentences.add(sentence(model, accuracy));
      }
    }
    for (TrainedModel model : models.subList(Math.min(1, models.size()), models.size())) {
      difference(model).ifPresent(sentences::add);
    }
    return sentences;
  }

  private String sentence(TrainedModel model, Estimate accuracy) {
    return String.format(
        Locale.ROOT,
        "%s classifies %.2f %% of the %s images correctly%s.",
        model.classifier().label(),
        PERCENT * accuracy.value(),
        tested ? "test" : "validation",
        accuracy
            .interval()
            .map(ends -> " [%s], over %d seeds".formatted(ends(ends), model.runs().size()))
            .orElse(", with one seed, which says nothing about the spread"));
  }

  private static String ends(Interval ends) {
    return String.format(Locale.ROOT, "%.2f, %.2f", PERCENT * ends.low(), PERCENT * ends.high());
  }

  private Optional<String> difference(TrainedModel model) {
    TrainedModel first = models.getFirst();
    if (!tested) {
      return Optional.empty();
    }
    Estimate difference = model.difference(first, TrainedRun::testAccuracy);
    return difference
        .interval()
        .map(ends ->
            "%s against %s, seed by seed: %s points [%s]%s."
                .formatted(
                    model.classifier().label(),
                    first.classifier().label(),
                    String.format(Locale.ROOT, "%+.2f", PERCENT * difference.value()),
                    ends(ends),
                    ends.contains(0) ? ", which is no difference that can be told" : ""));
  }

  /** The result as a document. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.TRAIN, table(), TrainingTables.epochs(runs))
        .withSummary(summary());
  }

  /** The list of data sets as a document. */
  public static JsonResult data() {
    return JsonResult.of(ResultKind.TRAIN_DATA, TrainingTables.data());
  }

  /**
   * Writes {@code training.html}, {@code .csv} and {@code .json}, {@code epochs.csv} and the
   * learning curves as pictures.
   *
   * @param version of convspectrum
   */
  public List<Path> write(Path folder, String version) {
    List<Path> files = new ArrayList<>();
    files.add(text(folder.resolve("training.html"), page()));
    files.add(text(folder.resolve("training.csv"), new CsvTable().render(table())));
    files.add(
        text(folder.resolve("epochs.csv"), new CsvTable().render(TrainingTables.epochs(runs))));
    files.add(text(folder.resolve("training.json"), json().json(version)));
    for (Chart chart : TrainingCharts.of(models, validated)) {
      Path file = folder.resolve(chart.name() + ".png");
      AtomicFile.write(file, PngChart.render(chart, WIDTH, HEIGHT));
      files.add(file);
    }
    return files;
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String page() {
    List<Report.Part> parts = new ArrayList<>();
    parts.add(new Report.TablePart(table()));
    for (Chart chart : TrainingCharts.of(models, validated)) {
      parts.add(new Report.ChartPart(chart, "epochs"));
    }
    parts.add(new Report.TablePart(TrainingTables.epochs(runs)));
    return HtmlReport.render(new Report("Trained networks", summary(), parts));
  }
}
