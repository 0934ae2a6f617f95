package convspectrum.cli.measure;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.Percentage;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.reports.measure.RunComparisonPage;
import convspectrum.reports.measure.RunComparisonTable;
import convspectrum.reports.measure.SpeedupAgreementTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.History;
import convspectrum.search.history.RunComparison;
import convspectrum.search.history.RunDifference;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpeedupAgreement;
import convspectrum.spec.file.AtomicFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two saved runs. */
@Command(
    name = "compare-runs",
    mixinStandardHelpOptions = true,
    description = {
      "Says what became faster or slower between two runs that explore --save kept, beyond noise,"
          + " and whether both come to the same speed-ups.",
      "",
      "--where, --sort, --top and --columns show rows of the table of times alone."
    })
public final class CompareRunsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HistoryOption history;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private FailOnOption failOn;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The earlier run: a name or file.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The later run: a name or file.")
  private String after;

  @Option(
      names = "--at-least",
      paramLabel = "PERCENT",
      defaultValue = "3%",
      description =
          "Smaller changes are not reported: two processes differ by some. Default: ${DEFAULT-VALUE}.")
  private String atLeast;

  @Option(
      names = "--force",
      description =
          "Compare even runs that are not comparable, such as those of different machines or threads.")
  private boolean force;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write a page (HTML) with the times of both runs over each other.")
  private @Nullable Path page;

  @Override
  public Integer call() {
    format.check();
    failOn.check();
    double share = Percentage.of("--at-least", atLeast, true);
    History runs = history.history();
    RunResult first = runs.read(before);
    RunResult second = runs.read(after);
    List<RunDifference> differences = RunDifference.between(first, second);
    List<String> obstacles =
        differences.stream().filter(RunDifference::obstacle).map(RunDifference::toString).toList();
    if (!obstacles.isEmpty() && !force) {
      throw new UsageException(
          "%s and %s are not comparable: %s; try --force, which compares them all the same"
              .formatted(before, after, String.join("; ", obstacles)));
    }
    RunComparison comparison = RunComparison.of(first, second, share, seed.value());
    if (comparison.rows().isEmpty()) {
      throw new UsageException(
          "%s and %s have no design in common: %s"
              .formatted(before, after, Listing.few(comparison.leftOut())));
    }
    SpeedupAgreement agreement =
        SpeedupAgreement.of(first, second, SpeedupAgreement.TOLERANCE, seed.value());
    SpeedupAgreementTable speedups = new SpeedupAgreementTable(agreement);
    print(new RunComparisonTable(before, after, comparison, differences), speedups, comparison);
    List<String> failures = failOn.found(comparison, agreement);
    failures.forEach(spec.commandLine().getErr()::println);
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.NOT_MET;
  }

  private void print(
      RunComparisonTable times, SpeedupAgreementTable speedups, RunComparison comparison) {
    List<String> summary = new ArrayList<>(List.of(times.summary()));
    summary.addAll(speedups.summary());
    List<ResultTable> tables =
        Stream.of(times.differences(), times.table(), speedups.table())
            .filter(table -> table.rowCount() > 0)
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.render(tables, times.table(), () -> times.json(speedups), summary));
    out.flush();
    if (page != null) {
      AtomicFile.write(
          page, new RunComparisonPage(before, after, comparison).html(tables, summary));
      spec.commandLine().getErr().println("wrote " + page);
    }
  }
}
