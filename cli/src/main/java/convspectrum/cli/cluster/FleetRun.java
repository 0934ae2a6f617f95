package convspectrum.cli.cluster;

import convspectrum.cli.model.SentModels;
import convspectrum.cli.process.Program;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.executor.process.JavaProcess;
import convspectrum.reports.leaderboard.LeaderboardPage;
import convspectrum.reports.leaderboard.LeaderboardTables;
import convspectrum.reports.leaderboard.VisitSentences;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.fleet.Fleet;
import convspectrum.search.fleet.FleetMeasuring;
import convspectrum.search.fleet.FleetResults;
import convspectrum.search.fleet.MeasuringTask;
import convspectrum.search.fleet.Visit;
import convspectrum.search.history.ResultFile;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.NamedResult;
import convspectrum.spec.file.AtomicFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Measures with the machines of a cluster, and writes a result for each and a page of all. */
final class FleetRun {
  private static final String RESULT = "result.json";
  private static final String PAGE = "leaderboard.html";
  private static final Pattern REPORT = Pattern.compile("machine-.+\\.json|leaderboard\\.html");

  /** It has the columns of what will be measured. */
  private static final Leaderboard NOTHING = new Leaderboard(List.of(), List.of(), List.of());

  private final FleetOptions options;
  private final CommandSpec command;
  private final FleetWork work;

  FleetRun(FleetOptions options, CommandSpec command, FleetWork work) {
    this.options = options;
    this.command = command;
    this.work = work;
  }

  /** Measures, and returns the exit code: {@link ExitCode#DONE} where no worker failed. */
  int run() {
    FormatOption format = work.format();
    format.check(() -> new LeaderboardTables(NOTHING).times());
    SentModels sent = SentModels.of(work.models());
    OutputFolder.prepare(work.out());
    PrintWriter err = command.commandLine().getErr();
    List<Visit> visits = visits(task(sent), err);
    FleetResults results = FleetResults.of(visits);
    List<String> sentences = new VisitSentences(results.visits()).all();
    if (results.named().isEmpty()) {
      sentences.forEach(err::println);
      err.println("nothing was timed; nothing was written");
      return ExitCode.FAILED;
    }
    // Unlike machines are what is compared: what else differs between them is marked.
    Leaderboard board = Leaderboard.of(results.named(), true, work.seed());
    LeaderboardTables tables = new LeaderboardTables(board);
    List<ResultTable> shown =
        Stream.of(tables.times(), tables.columns(), tables.differences())
            .filter(table -> table.rowCount() > 0)
            .toList();
    List<String> summary = Stream.concat(sentences.stream(), tables.summary().stream()).toList();
    PrintWriter print = command.commandLine().getOut();
    print.print(
        format.render(shown, shown.getFirst(), () -> tables.json().withSummary(summary), summary));
    print.flush();
    if (format.isForMachines()) {
      sentences.forEach(err::println);
    }
    write(results.named(), board, err);
    return results.visits().stream().anyMatch(visit -> visit.state() == Visit.State.FAILED)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private List<Visit> visits(MeasuringTask task, PrintWriter err) {
    try (Interruption _ = Interruption.guard();
        Fleet fleet = options.fleet(err);
        Bar bar = new Bar()) {
      return new FleetMeasuring(fleet, task, work.threads(), options.every()).run(bar);
    }
  }

  /** The same command there. */
  private MeasuringTask task(SentModels sent) {
    List<String> words = new ArrayList<>(List.of(command.name()));
    words.addAll(sent.words());
    words.addAll(SentOptions.of(command));
    words.add(FleetOptions.member(RESULT));
    return new MeasuringTask(
        Program.mainClass(command),
        words,
        RESULT,
        sent.files(),
        System.getenv().getOrDefault(JavaProcess.OPTIONS, ""));
  }

  private void write(List<NamedResult> results, Leaderboard board, PrintWriter err) {
    OutputFolder.keepPrevious(work.out(), REPORT, PAGE)
        .ifPresent(kept -> err.println("the results that were there are kept in " + kept));
    List<String> files = new ArrayList<>();
    for (NamedResult one : results) {
      Path file = work.out().resolve(one.name());
      ResultFile.write(file, one.result());
      files.add(file.toString());
    }
    AtomicFile.write(work.out().resolve(PAGE), new LeaderboardPage(board).html());
    files.add(work.out().resolve(PAGE).toString());
    err.println("wrote " + Listing.few(files));
  }
}
