package convspectrum.cli.measure;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.OutputFile;
import convspectrum.cli.usage.SeedOption;
import convspectrum.reports.leaderboard.LeaderboardPage;
import convspectrum.reports.leaderboard.LeaderboardTables;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.History;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.NamedResult;
import convspectrum.spec.file.AtomicFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows results of several machines beside each other. */
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    description = {
      "Ranks the designs of several results, which other machines may have measured, and writes a page.",
      "",
      "Results are what explore, measure and search write (--result FILE, result.json of a report) and"
          + " what explore --save keeps.",
      "",
      "--where, --sort, --top and --columns show rows of the table of times alone."
    })
public final class LeaderboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HistoryOption history;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Results: files, or the names of saved runs.")
  private List<String> files;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "leaderboard.html",
      description = "The page (HTML). Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = {"--mix", "--force"},
      description =
          "Show results beside each other that differ in protocol, threads, inputs or versions, and mark"
              + " in what.")
  private boolean mix;

  @Override
  public Integer call() {
    format.check();
    OutputFile.check("--out", out);
    History runs = history.history();
    List<NamedResult> results = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      results.add(new NamedResult(name(i), runs.read(files.get(i))));
    }
    Leaderboard board = Leaderboard.of(results, mix, seed.value());
    LeaderboardTables tables = new LeaderboardTables(board);
    List<ResultTable> shown =
        Stream.of(tables.times(), tables.columns(), tables.differences())
            .filter(table -> table.rowCount() > 0)
            .toList();
    PrintWriter print = spec.commandLine().getOut();
    print.print(format.render(shown, shown.getFirst(), tables::json, tables.summary()));
    print.flush();
    AtomicFile.write(out, new LeaderboardPage(board).html());
    spec.commandLine().getErr().println("wrote " + out);
    return ExitCode.DONE;
  }

  /** The last part of a path; all of it where another file has the same. */
  private String name(int index) {
    String name = last(files.get(index));
    long same = files.stream().filter(file -> last(file).equals(name)).count();
    return same == 1 ? name : files.get(index);
  }

  private static String last(String file) {
    return Objects.toString(Path.of(file).getFileName(), file);
  }
}
