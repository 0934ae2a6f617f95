package convspectrum.executor.runtime;

import convspectrum.spec.quantised.WeightRange;

/**
 * Options of a run.
 *
 * @param threads threads inside one forward pass, at least 1
 * @param winograd whether the runtimes of this project may compute 3×3 convolutions by Winograd's
 *     algorithm, which needs fewer multiplications than the model's count
 * @param weights how much of their 8 bits the weights of an integer network use
 */
public record RunOptions(int threads, boolean winograd, WeightRange weights) {
  /** One thread. */
  public static final RunOptions SINGLE_THREAD = new RunOptions(1);

  /** Name of a step in profiles that uses Winograd's algorithm. */
  public static final String WINOGRAD_STEP = "Winograd";

  private static final String WINOGRAD = "+winograd";

  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected at least 1");
    }
  }

  /** Returns the runtime's name in tables, which shows whether Winograd's algorithm is allowed. */
  public String nameOf(String runtime) {
    return winograd ? runtime + WINOGRAD : runtime;
  }

  /** Whether the runtime with this name may do fewer multiply-adds than the model's count. */
  public static boolean isWinograd(String name) {
    return name.endsWith(WINOGRAD);
  }

  /** Creates options with weights of as many bits as the CPU adds without saturating. */
  public RunOptions(int threads, boolean winograd) {
    this(threads, winograd, WeightRange.AUTO);
  }

  /** Creates options without Winograd's algorithm. */
  public RunOptions(int threads) {
    this(threads, false);
  }
}
