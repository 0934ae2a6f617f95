package convspectrum.cli.proxy;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.model.ModelSource;
import convspectrum.cli.model.SharedSpec;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.proxy.AgreementTable;
import convspectrum.reports.proxy.CalibrationCharts;
import convspectrum.reports.proxy.CalibrationReport;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.calibrate.AccuracyTable;
import convspectrum.search.proxy.calibrate.Agreement;
import convspectrum.search.proxy.calibrate.ProxyCalibration;
import convspectrum.search.proxy.calibrate.ScoredSample;
import convspectrum.search.scoring.JournalScores;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoreCache;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.Spec;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.parameter.Parameter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
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
          + " each proxy ranks them, beside parameters and MACs, all and live ones: those on a path"
          + " from the input to the output.",
      "",
      "convspectrum proxies calibrate examples/nasbench201.yaml --table nasbench201.csv"
          + " --accuracy c10_test_200e,c100_test_12e --key ops --digits 01234 --sample 200"
          + " --proxies rank-sum,zico --out calibration"
    })
final class ProxiesCalibrateCommand implements Callable<Integer>, OnVectors {
  private static final int PLOT_WIDTH = 1200;
  private static final int PLOT_HEIGHT = 800;

  /** Fewer networks have no ranking. */
  private static final int FEWEST = 3;

  /** The journal of the scores in the folder of the report. */
  private static final String SCORES = "scores.journal";

  /** The files of a report. */
  private static final Pattern REPORT =
      Pattern.compile("calibration\\.(html|csv|json)|samples\\.csv");

  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private AccuracyTableOptions table;
  @Mixin private ProxyOptions proxies;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private OnOption on;

  @Parameters(paramLabel = "SPACE", description = "A spec with parameters.")
  private String space;

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
      description =
          "Write a picture of the first accuracy against the rank-sum, or the last proxy.")
  private @Nullable Path plot;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Keep the scores in this file, and take those that it holds already: what was stopped goes"
              + " on with the same command. Default with --out: scores.journal in its folder.")
  private @Nullable Path journal;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write a page with scatter plots, the table, the accuracies and scores of each network, and"
              + " the journal into this folder; a report that is there is kept in report.previous.")
  private @Nullable Path out;

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public Integer call() {
    format.check(() -> AgreementTable.of(List.of(), Notes.none()));
    if (sample < FEWEST) {
      throw new UsageException("--sample " + sample + ": expected at least " + FEWEST);
    }
    table.check();
    Threads.options(threads);
    on.check();
    if (out != null) {
      OutputFolder.check("--out", out);
    }
    Optional<Path> kept =
        Optional.ofNullable(journal)
            .or(() -> Optional.ofNullable(out).map(folder -> folder.resolve(SCORES)));
    if (kept.filter(Files::isDirectory).isPresent()) {
      throw new UsageException("--journal " + kept.get() + ": is a folder; expected a file");
    }
    ProxyScorer scorer = new ProxyScorer(proxies.ofCalibration());
    Spec read = ModelSource.spec(space);
    ImagesOption.requireFit(
        scorer.options(), Network.design(read, read.defaults(), Optional.empty()));
    AccuracyTable known = table.read();
    ProxyCalibration calibration =
        new ProxyCalibration(known, table.designs(read), scorer, seed.value(), threads);
    List<Integer> drawn = calibration.sample(sample);
    if (drawn.size() < FEWEST) {
      throw new UsageException(
          "--table %s: found %d networks; expected at least %d, since fewer have no ranking"
              .formatted(table.file(), drawn.size(), FEWEST));
    }
    table.requireNumbers(known, drawn);
    if (out != null) {
      OutputFolder.prepare(out);
    }
    CalibrationReport.Run run =
        new CalibrationReport.Run(read.name(), scorer.options().data(), seed.value(), drawn.size());
    if (kept.isEmpty()) {
      return report(run, scored(calibration, drawn, ScoreCache.inMemory(), kept));
    }
    try (JournalScores scores = JournalScores.open(kept.get(), Version.current())) {
      scores.notes().forEach(spec.commandLine().getErr()::println);
      return report(run, scored(calibration, drawn, scores, kept));
    }
  }

  private ScoredSample scored(
      ProxyCalibration calibration, List<Integer> drawn, ScoreCache cache, Optional<Path> kept) {
    ScoredSample scored;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      bar.report("scoring", 0, drawn.size(), "");
      scored = scored(calibration, drawn, cache, bar);
    }
    if (scored.size() < drawn.size()) {
      spec.commandLine()
          .getErr()
          .printf(
              "interrupted: %d of %d networks were scored%s%s%n",
              scored.size(),
              drawn.size(),
              scored.size() < FEWEST ? ", too few for a ranking" : "; the table is of these",
              kept.map(file -> "; the same command goes on from " + file)
                  .orElse("; none is kept; try --journal FILE, which keeps them"));
    }
    return scored;
  }

  private ScoredSample scored(
      ProxyCalibration calibration, List<Integer> drawn, ScoreCache cache, Bar bar) {
    IntConsumer progress = done -> bar.report("scoring", done, drawn.size(), "");
    if (!on.isGiven()) {
      return calibration.score(drawn, cache, progress);
    }
    SharedSpec read = SharedSpec.read(space);
    List<String> all = read.spec().parameters().stream().map(Parameter::name).toList();
    SpacePart part =
        read.part(new Sweep(read.spec(), read.spec().defaults(), all, Optional.empty()));
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = on.runner(threads, 1, spec.commandLine().getErr())) {
      return calibration.score(drawn, cache, progress, runner, part, files);
    }
  }

  private int report(CalibrationReport.Run run, ScoredSample scored) {
    if (scored.size() < FEWEST) {
      return ExitCode.FAILED;
    }
    List<String> shown = proxies.shown();
    int figures = shown.size() * table.columns().size();
    List<Agreement> agreements;
    try (Bar bar = new Bar()) {
      agreements =
          scored.agreements(
              table.columns(),
              shown,
              seed.value(),
              done -> bar.report("ranking", done, figures, ""));
    }
    CalibrationReport report =
        new CalibrationReport(run, scored, agreements, table.ceilings(scored));
    ResultTable result = report.table();
    PrintWriter print = spec.commandLine().getOut();
    print.print(format.render(List.of(result), result, report::json, report.summary()));
    print.flush();
    PrintWriter err = spec.commandLine().getErr();
    if (out != null) {
      OutputFolder.keepPrevious(out, REPORT, "calibration.json")
          .ifPresent(previous -> err.println("the report that was there is kept in " + previous));
      List<Path> files = report.write(out, Version.current());
      err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
    }
    if (plot != null) {
      Agreement drawnScore = agreements.get(shown.size() - 1);
      byte[] picture =
          PngChart.render(
              CalibrationCharts.scatter(
                  "calibration", scored, drawnScore.accuracy(), drawnScore, scored.size()),
              PLOT_WIDTH,
              PLOT_HEIGHT);
      AtomicFile.write(plot, picture);
      err.println("wrote " + plot);
    }
    return ExitCode.DONE;
  }
}
