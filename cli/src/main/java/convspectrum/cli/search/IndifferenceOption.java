package convspectrum.cli.search;

import convspectrum.cli.usage.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** From which difference on a latency is better than another. */
final class IndifferenceOption {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?)%?");

  @Option(
      names = "--indifference",
      paramLabel = "PERCENT",
      defaultValue = "2%",
      description =
          "Of latencies that differ by less, neither is better. Default: ${DEFAULT-VALUE}.")
  private String indifference = "2%";

  /** As a share of the latency. */
  double share() {
    Matcher matcher = PERCENT.matcher(indifference);
    if (!matcher.matches()) {
      throw new UsageException(
          "--indifference " + indifference + ": expected a percentage such as 2%");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }
}
