package convspectrum.cli.measure;

import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.StillWorking;
import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.probe.KnownLimits;
import convspectrum.executor.vector.VectorRuntime;
import convspectrum.reports.measure.MachineTable;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows this machine and what it can do. */
@Command(
    name = "machine",
    mixinStandardHelpOptions = true,
    description = "Shows this machine: CPU, caches, memory, measured peak and bandwidth.")
public final class MachineCommand implements Callable<Integer>, OnVectors {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Option(names = "--no-measure", description = "Only look, in a moment; measure nothing.")
  private boolean noMeasure;

  /** Only a process with the Vector API knows the width of the vectors. */
  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public Integer call() {
    format.check();
    PrintWriter err = spec.commandLine().getErr();
    Machine machine = Machine.read();
    String kernels = VectorRuntime.kernels();
    format.check(() -> MachineTable.of(machine, kernels, Optional.empty()));
    Optional<MachineLimits> limits = Optional.empty();
    if (!noMeasure) {
      Consumer<String> note = LimitsOfMachine.note(err);
      note.accept("measuring peak and bandwidth, some seconds; let nothing else run");
      limits = Optional.of(StillWorking.quietly(() -> KnownLimits.measure(machine, note)));
    }
    Optional<MachineLimits> measured = limits;
    spec.commandLine()
        .getOut()
        .print(
            format.render(
                MachineTable.of(machine, kernels, measured),
                () -> MachineTable.json(machine, kernels, measured)));
    return ExitCode.DONE;
  }
}
