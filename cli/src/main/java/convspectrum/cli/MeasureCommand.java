package convspectrum.cli;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.MeasurementRun;
import convspectrum.reports.MeasurementJson;
import convspectrum.reports.MeasurementTable;
import convspectrum.search.Candidate;
import convspectrum.search.Candidates;
import convspectrum.search.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures latency. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = "Measures how long models take on this CPU, side by side, after checking them.")
final class MeasureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Specs (YAML files, or zoo:NAME).")
  private List<String> models;

  @Override
  public Integer call() {
    format.check();
    measuring.study(); // refuses what is wrong before anything is read
    List<Model> read = Model.read(models, options, spec.commandLine().getErr());
    Candidates candidates =
        Candidates.ofModels(read.stream().map(Model::alone).toList(), CostOptions.DEFAULT);
    if (measuring.isWorker()) {
      return measuring.serve(candidates);
    }
    Machine machine = Machine.read();
    Latencies latencies = measuring.measure(candidates, machine, spec);
    List<MeasurementTable.Row> rows = rows(candidates, latencies);
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                MeasurementTable.of("Latency", rows, machine),
                () -> MeasurementJson.render(machine, latencies.runs(), rows)));
    boolean any = rows.stream().anyMatch(row -> row.measurement().isPresent());
    return any ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<MeasurementTable.Row> rows(Candidates candidates, Latencies latencies) {
    List<MeasurementTable.Row> rows = new ArrayList<>();
    for (MeasurementRun run : latencies.runs()) {
      for (Candidate candidate : candidates.rows()) {
        rows.add(
            new MeasurementTable.Row(
                candidate.label(),
                candidate.design().map(Object::toString).orElse(""),
                run,
                latencies.measurement(run, candidate),
                latencies.reason(run, candidate).orElse("")));
      }
    }
    return rows;
  }
}
