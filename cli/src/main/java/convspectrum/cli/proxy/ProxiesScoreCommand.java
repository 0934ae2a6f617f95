package convspectrum.cli.proxy;

import convspectrum.cli.cluster.DesignWorkOptions.SweptSpace;
import convspectrum.cli.cluster.RowsOption;
import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.proxy.ProxyTables;
import convspectrum.reports.proxy.ScoreParts;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.NetworkScores;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.work.WorkFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores models. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Scores models without training: random weights and inputs by the seed, batch norms with the"
          + " batch's statistics. Higher is better.",
      "",
      "A score is believable as far as 'proxies calibrate' shows it to be: on two public tables of"
          + " trained networks few proxies beat MACs (docs/proxies)."
    })
final class ProxiesScoreCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private ProxyOptions proxies;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private ScoreSweepOptions sweep;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Specs (YAML files, or zoo:NAME) and ONNX files.")
  private List<String> models;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Score with so many seeds, from --seed on, and show mean and spread. Default:"
              + " ${DEFAULT-VALUE}.")
  private int seeds;

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public Integer call() {
    format.check();
    if (seeds < 1 || seeds > 1000) {
      throw new UsageException("--seeds " + seeds + ": expected 1 to 1000");
    }
    sweep.check(models);
    ScoringOptions scoring = proxies.options();
    ProxyScorer scorer = new ProxyScorer(scoring);
    format.check(this::planned);
    if (sweep.isGiven()) {
      return sweep.file().isPresent()
          ? written(scoring, sweep.file().get())
          : print(swept(scoring), scoring, Notes.none());
    }
    List<Model> read = Model.read(models, options, spec.commandLine().getErr());
    read.forEach(Model::requireWhole);
    read.forEach(model -> ImagesOption.requireFit(scoring, model.network()));
    List<List<List<ProxyScorer.Scored>>> runs = runs(read, scorer);
    List<ProxyTables.ModelScore> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      rows.addAll(ScoreRows.of(read.get(i).network().name(), runs.get(i)));
    }
    if (rows.isEmpty()) {
      spec.commandLine().getErr().println("interrupted before anything was scored");
      return ExitCode.FAILED;
    }
    Notes warnings = Notes.none();
    if (Interruption.came()) {
      warnings =
          warnings.withWarning(
              "interrupted: %d of %d models scored, the last with %d of %d seeds."
                  .formatted(runs.size(), read.size(), runs.getLast().size(), seeds));
    }
    return print(rows, scoring, warnings);
  }

  /** A row for each design of a space and each proxy. */
  private List<ProxyTables.ModelScore> swept(ScoringOptions scoring) {
    SweptSpace space = sweep.space(models.getFirst(), options.settings(), options.input());
    List<ProxyTables.ModelScore> rows = new ArrayList<>();
    try (Interruption _ = Interruption.guard()) {
      score(
          space,
          scoring,
          (name, runs) -> {
            for (NetworkScores run : runs) {
              if (!run.failure().isEmpty()) {
                throw new UsageException(name + ": " + run.failure());
              }
            }
            rows.addAll(ScoreRows.of(name, runs, scoring));
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkFailedException(
          "interrupted before all designs were scored: no table was printed");
    }
    return rows;
  }

  /** The same rows, written to a file as they are computed. What has no score says why there. */
  private int written(ScoringOptions scoring, RowsOption file) {
    format.checkWritten();
    SweptSpace space = sweep.space(models.getFirst(), options.settings(), options.input());
    try (Interruption _ = Interruption.guard()) {
      String line =
          file.write(
              format,
              receiver -> {
                ScoreParts parts = new ScoreParts(receiver, seeds > 1);
                score(space, scoring, (name, runs) -> parts.add(ScoreRows.of(name, runs, scoring)));
                parts.end();
                return notes(scoring, Notes.none());
              });
      spec.commandLine().getOut().println(line);
    }
    return ExitCode.DONE;
  }

  private void score(SweptSpace space, ScoringOptions scoring, ScoreSweepOptions.Receiver receiver)
      throws InterruptedException {
    sweep.score(space, scoring, seed.value(), seeds, receiver, spec.commandLine().getErr());
  }

  private Notes notes(ScoringOptions scoring, Notes warnings) {
    return warnings
        .with("seed", Long.toString(seed.value()))
        .with("seeds", Integer.toString(seeds))
        .with("batch", Integer.toString(scoring.batch()))
        .with("images", scoring.data())
        .with("precision", scoring.precision().toString());
  }

  private int print(List<ProxyTables.ModelScore> rows, ScoringOptions scoring, Notes warnings) {
    ResultTable table = ProxyTables.scores(rows, notes(scoring, warnings));
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                table,
                () ->
                    JsonResult.of(ResultKind.PROXIES_SCORE, table)
                        .with(
                            new Details.Scores(
                                seed.value(),
                                seeds,
                                scoring.batch(),
                                scoring.data(),
                                scoring.precision().toString()))));
    return ExitCode.DONE;
  }

  /** The table before anything is scored; of several seeds it has a column for their spread. */
  private ResultTable planned() {
    double spread = seeds > 1 ? 0 : Double.NaN;
    return ProxyTables.scores(
        List.of(new ProxyTables.ModelScore("model", "proxy", 0, spread, 0, "note")), Notes.none());
  }

  /**
   * The scores of each model with each seed. Ctrl-C ends it with those that are there; what was not
   * scored with all proxies counts only where there is nothing else of its model.
   */
  private List<List<List<ProxyScorer.Scored>>> runs(List<Model> models, ProxyScorer scorer) {
    List<List<List<ProxyScorer.Scored>>> all = new ArrayList<>();
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      for (Model model : models) {
        List<List<ProxyScorer.Scored>> runs = new ArrayList<>();
        for (int i = 0; i < seeds && !Thread.currentThread().isInterrupted(); i++) {
          bar.report(
              "scoring", all.size() * seeds + i, models.size() * seeds, model.network().name());
          List<ProxyScorer.Scored> run =
              scorer.scoreUntilInterrupted(model.network(), seed.value() + i);
          if (runs.isEmpty() || isWhole(run)) {
            runs.add(run);
          }
        }
        if (!runs.isEmpty() && runs.getFirst().stream().anyMatch(one -> !isInterrupted(one))) {
          all.add(runs);
        }
      }
    }
    return all;
  }

  private static boolean isWhole(List<ProxyScorer.Scored> run) {
    return run.stream().noneMatch(ProxiesScoreCommand::isInterrupted);
  }

  private static boolean isInterrupted(ProxyScorer.Scored scored) {
    return scored.score() instanceof Score.Undefined(String reason)
        && reason.equals(ProxyScorer.INTERRUPTED);
  }
}
