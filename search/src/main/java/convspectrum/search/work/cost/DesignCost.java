package convspectrum.search.work.cost;

import java.io.Serializable;

/** What a design costs, or why it cannot be told. */
public sealed interface DesignCost extends Serializable {
  /**
   * The exact counts of a design.
   *
   * @param params learned parameters
   * @param macs multiply-accumulates
   * @param liveParams parameters on a path from the input to the output
   * @param liveMacs multiply-accumulates on such a path
   * @param flops floating-point operations
   * @param bytes read and written
   * @param peakActivationBytes the most activation memory that is live at once
   */
  record Counted(
      long params,
      long macs,
      long liveParams,
      long liveMacs,
      long flops,
      long bytes,
      long peakActivationBytes)
      implements DesignCost {}

  /**
   * A design whose blocks do not fit.
   *
   * @param reason in words
   */
  record Misfit(String reason) implements DesignCost {}
}
