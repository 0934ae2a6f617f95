package convspectrum.cli.predict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Predicts the latency of designs that are not measured. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Predicts the latency of all designs of a space from the times of some.",
      "",
      "'calibrate' measures designs that hold every step which the runtime makes of the space, and"
          + " writes a latency table. With it cost, compare and explore predict times (--predict"
          + " RUNTIME), and search knows RUNTIME-predicted-latency of any design."
    },
    subcommands = {
      PredictCalibrateCommand.class,
      PredictCheckCommand.class,
      PredictTransferCommand.class,
      PredictShowCommand.class
    })
public final class PredictCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "found no subcommand; expected calibrate, check, transfer or show");
  }
}
