package convspectrum.cli.proxy;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.model.ModelSource;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.proxy.ProxyTables;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Network;
import convspectrum.search.proxy.calibrate.AccuracyTable;
import convspectrum.search.proxy.calibrate.ProxyCalibration;
import convspectrum.search.proxy.calibrate.TableDesigns;
import convspectrum.search.scoring.JournalScores;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoreCache;
import convspectrum.spec.Spec;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares proxies with known accuracies. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Scores a sample of the networks of a table whose accuracies are known, and shows how well"
          + " each proxy ranks them, beside params and MACs.",
      "",
      "convspectrum proxies calibrate examples/nasbench201.yaml --table nasbench201.csv"
          + " --accuracy c10_test_200e --key ops --digits 01234 --sample 200"
    })
final class ProxiesCalibrateCommand implements Callable<Integer>, OnVectors {
  private static final int PLOT_WIDTH = 1200;
  private static final int PLOT_HEIGHT = 800;

  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private ProxyOptions proxies;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "SPACE", description = "A spec with parameters.")
  private String space;

  @Option(
      names = "--table",
      paramLabel = "FILE.csv",
      required = true,
      description = "Trained networks, a row each; the first line names the columns.")
  private Path table;

  @Option(
      names = "--accuracy",
      paramLabel = "COLUMN",
      required = true,
      description = "The column of accuracies; more is better.")
  private String accuracy;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description =
          "The column that names the design, a digit per parameter. Without it each parameter has"
              + " a column of its name.")
  private @Nullable String key;

  @Option(
      names = "--params",
      paramLabel = "NAME,…",
      split = ",",
      description = "The parameters, in the order of the digits. Default: as declared.")
  private List<String> parameters = List.of();

  @Option(
      names = "--digits",
      paramLabel = "DIGITS",
      defaultValue = "0123456789",
      description =
          "The digits that stand for the choices, as declared. Default: ${DEFAULT-VALUE}.")
  private String digits;

  @Option(
      names = "--repeats",
      paramLabel = "A,B",
      split = ",",
      description = "Two columns of repeated runs: their agreement is the noise ceiling.")
  private List<String> repeats = List.of();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "200",
      description = "Networks to score, drawn by the seed. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Networks to score at a time. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--plot",
      paramLabel = "FILE.png",
      description = "Write a picture of accuracy against the rank-sum, or the last proxy.")
  private @Nullable Path plot;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Keep the scores in this file, and take those that it holds already: what was stopped goes"
              + " on with the same command.")
  private @Nullable Path journal;

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public Integer call() {
    format.check(() -> ProxyTables.calibration(List.of(), Notes.none()));
    if (sample < FEWEST) {
      throw new UsageException("--sample " + sample + ": expected at least " + FEWEST);
    }
    if (!repeats.isEmpty() && repeats.size() != 2) {
      throw new UsageException("--repeats: expected two columns, such as run1,run2");
    }
    Threads.options(threads);
    if (journal != null && Files.isDirectory(journal)) {
      throw new UsageException("--journal " + journal + ": is a folder; expected a file");
    }
    if (journal == null) {
      return calibrate(ScoreCache.inMemory());
    }
    try (JournalScores kept = JournalScores.open(journal, Version.current())) {
      kept.notes().forEach(spec.commandLine().getErr()::println);
      return calibrate(kept);
    }
  }

  /** Fewer networks have no ranking. */
  private static final int FEWEST = 3;

  private int calibrate(ScoreCache cache) {
    ProxyScorer scorer = new ProxyScorer(proxies.options());
    Spec read = ModelSource.spec(space);
    ImagesOption.requireFit(
        scorer.options(), Network.design(read, read.defaults(), Optional.empty()));
    AccuracyTable known = AccuracyTable.read(table);
    List<String> names = parameters.isEmpty() ? read.space().varied() : parameters;
    TableDesigns designs = new TableDesigns(read, key == null ? "" : key, names, digits);
    ProxyCalibration calibration =
        new ProxyCalibration(known, designs, scorer, seed.value(), threads, cache);
    List<Integer> drawn = calibration.sample(sample);
    if (drawn.size() < FEWEST) {
      throw new UsageException(
          "--table %s: found %d networks; expected at least %d, since fewer have no ranking"
              .formatted(table, drawn.size(), FEWEST));
    }
    // Missing columns are reported before the scoring, which may take an hour.
    drawn.forEach(row -> known.number(row, accuracy));
    repeats.forEach(column -> drawn.forEach(row -> known.number(row, column)));
    List<List<ProxyScorer.Scored>> scores;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      bar.report("scoring", 0, drawn.size(), "");
      scores = calibration.score(drawn, done -> bar.report("scoring", done, drawn.size(), ""));
    }
    List<Integer> rows = drawn.subList(0, scores.size());
    if (rows.size() < drawn.size()) {
      partial(rows.size(), drawn.size());
    }
    if (rows.size() < FEWEST) {
      return ExitCode.FAILED;
    }
    ResultTable result =
        ProxyTables.calibration(
            calibration.agreements(rows, scores, accuracy), notes(calibration, rows, scores));
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                result,
                () ->
                    JsonResult.of(ResultKind.PROXIES_CALIBRATE, result)
                        .with(
                            new Details.Calibration(
                                rows.size(),
                                accuracy,
                                seed.value(),
                                scorer.options().data(),
                                ceiling(calibration, rows)))));
    if (plot != null) {
      draw(plot, calibration, known, rows, scores, scorer);
    }
    return ExitCode.DONE;
  }

  private void partial(int scored, int wanted) {
    spec.commandLine()
        .getErr()
        .printf(
            "interrupted: %d of %d networks were scored%s%s%n",
            scored,
            wanted,
            scored < FEWEST ? ", too few for a ranking" : "; the table is of these",
            journal == null ? "" : "; the same command goes on from " + journal);
  }

  private Notes notes(
      ProxyCalibration calibration, List<Integer> rows, List<List<ProxyScorer.Scored>> scores) {
    Notes notes =
        Notes.none()
            .with("sample", Integer.toString(rows.size()))
            .with("accuracy", accuracy)
            .with("seed", Long.toString(seed.value()))
            .with("images", proxies.options().data());
    for (String sentence : calibration.missing(scores)) {
      notes = notes.withWarning(sentence);
    }
    if (repeats.isEmpty()) {
      return notes;
    }
    double ceiling = ceiling(calibration, rows).orElseThrow();
    return notes.with("noise_ceiling", "%.3f".formatted(ceiling));
  }

  private OptionalDouble ceiling(ProxyCalibration calibration, List<Integer> rows) {
    return repeats.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(calibration.noiseCeiling(rows, repeats.get(0), repeats.get(1)));
  }

  private void draw(
      Path file,
      ProxyCalibration calibration,
      AccuracyTable known,
      List<Integer> rows,
      List<List<ProxyScorer.Scored>> scores,
      ProxyScorer scorer) {
    int last = scorer.options().proxies().size() - 1;
    Optional<double[]> sum = calibration.rankSum(scores);
    String name = sum.isPresent() ? "rank-sum" : scorer.options().proxies().get(last).name();
    double[] values = sum.orElseGet(() -> ProxyCalibration.values(scores, last));
    double[] accuracies = rows.stream().mapToDouble(row -> known.number(row, accuracy)).toArray();
    byte[] picture =
        PngChart.render(ProxyTables.scatter(name, values, accuracies), PLOT_WIDTH, PLOT_HEIGHT);
    AtomicFile.write(file, picture);
    spec.commandLine().getErr().println("wrote " + file);
  }
}
