package convspectrum.executor.runtime;

/**
 * How to run.
 *
 * @param threads threads inside one forward pass, at least 1
 */
public record RunOptions(int threads) {
  /** One thread. */
  public static final RunOptions SINGLE_THREAD = new RunOptions(1);

  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected at least 1");
    }
  }
}
