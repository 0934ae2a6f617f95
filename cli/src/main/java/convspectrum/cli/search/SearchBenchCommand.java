package convspectrum.cli.search;

import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.search.BenchmarkTable;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.benchmark.Reference;
import convspectrum.search.benchmark.StrategyBenchmark;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges the strategies on a table of known results. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Judges every strategy on a table of known results: normalised hypervolume and regret, each"
          + " the mean over seeds 1 to --seeds.",
      "",
      "A unit of budget is one distinct design asked for. Costs (params, macs, …, and --free"
          + " columns) may be looked at for any design; one row is blind to them."
    })
final class SearchBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SearchOptions search;
  @Mixin private FormatOption format;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seeds. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--budgets",
      paramLabel = "N",
      split = ",",
      defaultValue = "100,250,500,1000",
      description = "Budgets. Default: ${DEFAULT-VALUE}.")
  private List<Integer> budgets = List.of();

  @Option(
      names = "--reference",
      paramLabel = "POINT",
      defaultValue = "nadir",
      description =
          "Up to where hypervolume counts: nadir (of the true front, and a tenth of its range"
              + " beyond) or worst (of the table). Default: ${DEFAULT-VALUE}.")
  private String reference = "nadir";

  @Override
  public Integer call() {
    format.check();
    search.checkImages(List.of());
    if (seeds < 1) {
      throw new UsageException("--seeds " + seeds + ": expected 1 or more");
    }
    List<Integer> ascending = budgets.stream().sorted().distinct().toList();
    if (ascending.isEmpty() || ascending.getFirst() < 1) {
      throw new UsageException("--budgets: expected numbers of 1 or more");
    }
    Reference corner =
        Choice.of("--reference", reference, word -> Choice.named(Reference.class, word));
    KnownTable table =
        search
            .table()
            .orElseThrow(() ->
                new UsageException("bench: found no table; expected --table FILE --key COLUMN"));
    FigureCatalog catalog = SearchFigures.catalog(search, 1, Optional.empty(), Optional.empty());
    List<Objective> objectives = search.objectives(catalog);
    StrategyBenchmark benchmark =
        Choice.of(
            "--objective",
            "",
            _ ->
                new StrategyBenchmark(search.sweep(), table, objectives, corner, ascending, seeds));
    Notes notes =
        Notes.none()
            .with("convspectrum", Version.current())
            .with(
                "objectives",
                objectives.stream().map(Objective::toString).collect(Collectors.joining(", ")))
            .with("reference", reference)
            .with("seeds", "1 to " + seeds);
    format.check(() -> BenchmarkTable.of(benchmark, List.of(), notes));
    List<StrategyBenchmark.Row> rows;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      rows = benchmark.run(bar);
    }
    ResultTable result =
        BenchmarkTable.of(
            benchmark,
            rows,
            Interruption.came()
                ? notes.withWarning(
                    "Interrupted: %d of the strategies were complete.".formatted(rows.size()))
                : notes);
    spec.commandLine()
        .getOut()
        .print(format.render(result, () -> JsonResult.of(ResultKind.SEARCH_BENCH, result)));
    return ExitCode.DONE;
  }
}
