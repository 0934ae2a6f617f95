package convspectrum.cli.search;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.training.TrainedOptions;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.search.DesignsFile;
import convspectrum.reports.search.SearchReport;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.Objective;
import convspectrum.search.history.SpecText;
import convspectrum.search.journal.Journal;
import convspectrum.search.latency.FrontMeasuring;
import convspectrum.search.run.Elsewhere;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.strategy.StrategyKind;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.figure.TrainedFigure;
import convspectrum.search.work.FilesToSend;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the designs of a space that are best in several respects. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the designs of a space that are best in several figures, under constraints.",
      "",
      "The same command, given again after an interruption, goes on where it was (see --journal),"
          + " and ends with the same result.",
      "",
      "Example:  convspectrum search examples/spectrum.yaml --objective macs,peak-memory"
    },
    subcommands = SearchBenchCommand.class)
public final class SearchCommand implements Callable<Integer>, OnVectors {
  private static final Path FOLDER = Path.of("convspectrum-out");

  /** The files of a report. */
  private static final Pattern REPORT =
      Pattern.compile(
          "front\\.csv|designs\\.(csv|parquet)|result\\.json|search\\.(md|json|html)|best-[0-9]+\\.(onnx|py|yaml)");

  @Spec private CommandSpec spec;
  @Mixin private SearchOptions search;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private StrategyOptions strategies;
  @Mixin private WinnersOption winners;
  @Mixin private GroupWorker worker;
  @Mixin private TrainedOptions trained;
  @Mixin private SearchResults results;

  @Option(
      names = "--constraint",
      paramLabel = "BOUND",
      description =
          "NAME<=AMOUNT or NAME>=AMOUNT, such as 'params<=5M'; several by commas, 'and', or"
              + " repeated.")
  private List<String> constraints = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Designs to score at the same time; the result is the same for any number."
              + " Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private OnOption on;
  @Mixin private JournalOption journal;
  @Mixin private IndifferenceOption indifference;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the report; one that is there is kept in report.previous within it.")
  private @Nullable Path out;

  @Option(
      names = "--live",
      description =
          "Write search.html anew while the search runs; in a browser it follows by itself. Needs"
              + " --out.")
  private boolean live;

  @Override
  public boolean computesOnVectors() {
    return (search.scores(constraints)
            || trains()
            || PredictedFigures.needVectors(search, constraints))
        && !worker.isWorker();
  }

  private boolean trains() {
    return search.asks(TrainedFigure::isNamed, constraints);
  }

  @Override
  public Integer call() {
    format.check();
    winners.check();
    double share = indifference.share();
    Threads.options(threads);
    on.check();
    if (out != null) {
      OutputFolder.check("--out", out);
    } else if (live) {
      throw new UsageException(
          "--live: found no folder for the page; expected --out; try --out convspectrum-out");
    }
    search.checkImages(constraints);
    if (trains()) {
      trained.require();
    } else {
      trained.requireUnused(
          "found no objective and no constraint that is trained, which it is for; try --objective"
              + " trained,macs");
    }
    if (worker.isWorker()) {
      return worker.serve(search.sweep(), seed.value());
    }
    SearchPlan plan = plan();
    results.check(plan);
    SpecText text = search.text();
    format.check(() -> SearchReport.planned(plan, FrontMeasuring.measures(plan)));
    Optional<Path> file = journal.file(plan, out == null ? FOLDER : out);
    if (out != null) {
      OutputFolder.prepare(out);
    }
    Optional<DesignsFile> designs =
        out == null || plan.keepsAll()
            ? Optional.empty()
            : Optional.of(DesignsFile.begin(out, plan));
    PrintWriter err = spec.commandLine().getErr();
    if (live) {
      keepPrevious(err);
    }
    Optional<FollowingPage> following =
        live && out != null ? Optional.of(new FollowingPage(out, plan)) : Optional.empty();
    try (Kept<Journal> kept =
            new Kept<>(
                file.map(one -> JournalOption.open(one, search.identity())), Journal::close);
        Kept<DesignsFile> rows = new Kept<>(designs, DesignsFile::close);
        Kept<FollowingPage> page = new Kept<>(following, FollowingPage::close)) {
      SearchResult result = result(plan, kept.one(), rows.one(), share, page.one());
      SearchReport report = new SearchReport(result, Version.current(), List.of());
      spec.commandLine().getOut().print(format.render(report.front(), report::json));
      report.summary().forEach(err::println);
      if (out != null) {
        if (!live) {
          keepPrevious(err);
        }
        List<Path> files = new ArrayList<>(report.write(out, rows.one()));
        files.addAll(results.write(result, text, Optional.of(out), err));
        page.one().ifPresent(FollowingPage::finish);
        err.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
      } else {
        results.write(result, text, Optional.empty(), err);
      }
      winners
          .write(result, seed.value(), out == null ? FOLDER : out)
          .forEach(written -> err.println("wrote " + written));
    }
    return ExitCode.DONE;
  }

  private void keepPrevious(PrintWriter err) {
    if (out != null) {
      OutputFolder.keepPrevious(out, REPORT, "search.json")
          .ifPresent(previous -> err.println("the report that was there is kept in " + previous));
    }
  }

  private SearchResult result(
      SearchPlan plan,
      Optional<Journal> kept,
      Optional<DesignsFile> rows,
      double share,
      Optional<FollowingPage> page) {
    PrintWriter err = spec.commandLine().getErr();
    kept.ifPresent(one -> one.notes().forEach(note -> err.println("note: " + note)));
    err.flush();
    String command = command(plan);
    AtomicLong known = new AtomicLong(-1);
    try (Interruption _ = Interruption.guard();
        Kept<Elsewhere> other = new Kept<>(elsewhere(err), Elsewhere::close);
        Bar bar = new Bar()) {
      Evaluations evaluations = new Evaluations(kept, threads, other.one());
      StudyProgress shown = trained.progress().on(bar);
      SearchResult searched =
          new SpaceSearch(plan, evaluations, Optional.of(sums()))
              .run(
                  (task, done, total, note) -> {
                    if (task.equals(SpaceSearch.EVALUATING) && known.getAndSet(done) != done) {
                      kept.ifPresent(one -> one.progress(command, total, done));
                    }
                    shown.report(task, done, total, note);
                  },
                  new SearchFollowers(rows, page, known::get));
      return new FrontMeasuring(evaluations, share, seed.value()).of(searched, bar);
    }
  }

  private Optional<Elsewhere> elsewhere(PrintWriter err) {
    if (!on.isGiven()) {
      return Optional.empty();
    }
    Sweep sweep = search.sweep();
    int side = on.threadsOfNumber(1);
    return Optional.of(
        new Elsewhere(
            on.runner(threads, side, err), sweep, search.part(), side, new FilesToSend()));
  }

  /** Where an exact search of a large space keeps its tables of sums. */
  private SpaceFile sums() {
    String space = search.sweep().spec().name().replaceAll("[^A-Za-z0-9._-]", "_");
    return search.spaceFile((out == null ? FOLDER : out).resolve(space + ".sums.json"));
  }

  /** A file that may not be there. */
  private record Kept<T>(Optional<T> one, Consumer<T> end) implements AutoCloseable {
    @Override
    public void close() {
      one.ifPresent(end);
    }
  }

  private String command(SearchPlan plan) {
    return "%s for %s%s by %s, seed %d, fixed %s"
        .formatted(
            plan.sweep().spec().name(),
            plan.objectives().stream().map(Objective::toString).collect(Collectors.joining(",")),
            plan.constraints().stream()
                .map(one -> " under " + one.text())
                .collect(Collectors.joining()),
            plan.strategy().name(),
            plan.seed(),
            search.fixed());
  }

  private SearchPlan plan() {
    Sweep sweep = search.sweep();
    TrainedFigures accuracies = new TrainedFigures(trained, search, seed.value());
    FigureCatalog catalog =
        SearchFigures.catalog(
            search, seed.value(), Optional.of(GroupWorker.of(spec)), Optional.of(accuracies));
    List<Objective> objectives = search.objectives(catalog);
    StrategyKind kind = strategies.kind(objectives);
    List<Constraint> bounds =
        constraints.stream()
            .map(LatencyFigures::canonical)
            .flatMap(text -> Choice.of("--constraint", text, catalog::constraints).stream())
            .toList();
    long most = strategies.budget(kind, objectives, bounds);
    try {
      return new SearchPlan(sweep, objectives, bounds, search.table(), kind, seed.value(), most);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
