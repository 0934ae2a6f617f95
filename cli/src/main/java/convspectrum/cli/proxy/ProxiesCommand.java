package convspectrum.cli.proxy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands on accuracy proxies, which need no training. */
@Command(
    name = "proxies",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Scores networks without training them, and says how far such scores can be believed.",
      "",
      "Start with:  convspectrum proxies score zoo:mobilenet-v2 --input 3,32,32"
    },
    subcommands = {
      ProxiesListCommand.class,
      ProxiesScoreCommand.class,
      ProxiesCalibrateCommand.class,
      ProxiesVerifyCommand.class,
    })
public final class ProxiesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "found no command; expected list, score, calibrate or verify");
  }
}
