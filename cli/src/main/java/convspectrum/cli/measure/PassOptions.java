package convspectrum.cli.measure;

import convspectrum.cli.usage.Threads;
import convspectrum.executor.runtime.RunOptions;
import picocli.CommandLine.Option;

/** How a forward pass is run. */
public final class PassOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads inside a pass. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--winograd",
      description =
          "Let the runtime vector compute 3×3 convolutions by Winograd's F(4×4, 3×3) where that is"
              + " faster: fewer multiplications than are counted, and less exact (1e-4). Tables say"
              + " vector+winograd.")
  private boolean winograd;

  /** Refuses numbers of threads that no machine has. */
  public RunOptions read() {
    return new RunOptions(Threads.options(threads).threads(), winograd);
  }
}
