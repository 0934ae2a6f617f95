package convspectrum.search.design;

import java.util.Locale;

/** A lower bound of the memory that a design needs, from its counts alone. */
public final class MemoryNeed {
  private MemoryNeed() {}

  /** Bytes: the weights once, in the runtime's layout, and all activations alive at one time. */
  public static long of(ComparedDesign design) {
    long values =
        Math.addExact(design.cost().total().params(), design.cost().total().nonTrainableParams());
    return Math.addExact(Math.multiplyExact(4L, values), design.cost().peakActivationBytes());
  }

  /** The amount in GiB. */
  public static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
