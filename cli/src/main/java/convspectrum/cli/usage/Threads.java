package convspectrum.cli.usage;

import convspectrum.executor.runtime.RunOptions;

/** The option {@code --threads}. */
public final class Threads {
  private static final int MOST = 1024;

  private Threads() {}

  /** Refuses numbers that no machine has. */
  public static RunOptions options(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new UsageException("--threads " + threads + ": expected 1 to " + MOST);
    }
    return new RunOptions(threads);
  }
}
