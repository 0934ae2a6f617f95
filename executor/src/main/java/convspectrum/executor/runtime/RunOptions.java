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

  /** What a step that is computed by Winograd's algorithm is called in profiles. */
  public static final String WINOGRAD_STEP = "Winograd";

  private static final String WINOGRAD = "+winograd";

  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected at least 1");
    }
  }

  /** The name in tables of a runtime that computes by Winograd's algorithm where it may. */
  public String nameOf(String runtime) {
    return winograd ? runtime + WINOGRAD : runtime;
  }

  /** Whether a runtime of this name may do fewer multiply-adds than a model is said to have. */
  public static boolean isWinograd(String name) {
    return name.endsWith(WINOGRAD);
  }

  /** Without Winograd's algorithm. */
  public RunOptions(int threads) {
    this(threads, false);
  }
}
