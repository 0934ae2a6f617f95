package convspectrum.search.design;

import java.util.Locale;

/** How much memory a design takes at least, from its counts alone. */
public final class MemoryNeed {
  private MemoryNeed() {}

  /** Bytes: weights once, in the runtime's own layout, and the activations that live at once. */
  public static long of(ComparedDesign design) {
    long values =
        Math.addExact(design.cost().total().params(), design.cost().total().nonTrainableParams());
    return Math.addExact(Math.multiplyExact(4L, values), design.cost().peakActivationBytes());
  }

  /** In the unit that people think of memory in. */
  public static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
