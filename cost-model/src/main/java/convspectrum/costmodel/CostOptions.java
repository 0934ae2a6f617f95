package convspectrum.costmodel;

import convspectrum.costmodel.convention.Convention;

/**
 * How to count.
 *
 * @param convention which tool's figures
 * @param fold whether batch norms that follow a convolution or linear layer are folded into it, as
 *     runtimes do
 * @param dataType what memory traffic and peak memory are counted in
 */
public record CostOptions(Convention convention, boolean fold, DataType dataType) {
  /** The paper convention, unfolded, in single precision. */
  public static final CostOptions DEFAULT =
      new CostOptions(Convention.PAPER, false, DataType.FLOAT32);
}
