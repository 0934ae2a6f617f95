package convspectrum.cli.usage;

import picocli.CommandLine.Option;

/** The seed of everything random. */
public final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of weights, inputs and resampling. Default: ${DEFAULT-VALUE}.")
  private long seed;

  public long value() {
    return seed;
  }
}
