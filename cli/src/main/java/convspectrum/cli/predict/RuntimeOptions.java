package convspectrum.cli.predict;

import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.DesignTimer;
import convspectrum.search.predict.StudyTimer;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The runtime that a latency table is of. */
final class RuntimeOptions {
  private static final String FLOAT32 = "f32";

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "onnxruntime",
      description = "The runtime: onnxruntime, vector or onednn. Default: ${DEFAULT-VALUE}.")
  private String runtime;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads inside a pass. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = FLOAT32,
      description = "Data type of weights and values: f32, of which latency tables are.")
  private String dtype;

  /** Refuses what there is not, before anything is read. */
  void check() {
    runtime();
    run();
    if (!dtype.equals(FLOAT32) && !dtype.equals("float32")) {
      throw new UsageException(
          "--dtype %s: expected f32, of which latency tables are; try it without --dtype"
              .formatted(dtype));
    }
  }

  InferenceRuntime runtime() {
    return Choice.of("--runtime", runtime, Runtimes::named);
  }

  RunOptions run() {
    return Threads.options(threads);
  }

  boolean plansOnVectors() {
    return runtime.equals("vector");
  }

  /** Timers in processes of their own, where the runtime wants options of the virtual machine. */
  DesignTimer.Opener timers(Sweep sweep, long seed, CommandSpec command) {
    return timers(runtime(), run(), sweep, seed, command);
  }

  static DesignTimer.Opener timers(
      InferenceRuntime runtime, RunOptions run, Sweep sweep, long seed, CommandSpec command) {
    return networks ->
        new StudyTimer(
            runtime,
            run,
            seed,
            sweep.baseline(),
            networks,
            group ->
                runtime.wantsProcess()
                    ? Optional.of(GroupWorker.of(command).workers(group, run.threads()))
                    : Optional.empty());
  }
}
