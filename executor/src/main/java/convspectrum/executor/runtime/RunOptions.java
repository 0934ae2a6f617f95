package convspectrum.executor.runtime;

/**
 * How to run.
 *
 * @param threads threads inside one forward pass, at least 1
 * @param winograd whether a runtime of ours may compute 3×3 convolutions by Winograd's algorithm,
 *     with fewer multiplications than the model is said to have
 */
public record RunOptions(int threads, boolean winograd) {
  /** One thread. */
  public static final RunOptions SINGLE_THREAD = new RunOptions(1);

  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected at least 1");
    }
  }

  /** Without Winograd's algorithm. */
  public RunOptions(int threads) {
    this(threads, false);
  }
}
