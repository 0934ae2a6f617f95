package convspectrum.search.design;

import java.util.Locale;

/** How much memory a design takes at least, from its counts alone. */
public final class MemoryNeed {
  private MemoryNeed() {}

  /** Bytes: weights once, in the runtime's own layout, and the activations that live at once. */
  public static long of(Candidate candidate) {
    long values =
        Math.addExact(
            candidate.cost().total().params(), candidate.cost().total().nonTrainableParams());
    return Math.addExact(Math.multiplyExact(4L, values), candidate.cost().peakActivationBytes());
  }

  /** In the unit that people think of memory in. */
  public static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
