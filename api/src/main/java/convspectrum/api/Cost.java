package convspectrum.api;

import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import java.util.List;

/**
 * What one forward pass of a network costs: exact counts, for the batch of its input, in a {@link
 * #convention()}.
 */
public final class Cost {
  private final String convention;
  private final convspectrum.costmodel.Cost total;
  private final long peakActivationBytes;

  Cost(NetworkCost cost) {
    this.convention = cost.options().convention().name();
    this.total = cost.total();
    this.peakActivationBytes = cost.peakActivationBytes();
  }

  /**
   * {@return the names of all conventions, {@code paper} first} That one counts as papers do: the
   * multiply-accumulates of convolutions, linear layers and matrix products, and nothing of biases,
   * norms, activations and pooling. {@code live} does the same of what the output depends on; the
   * others count as a tool of that name does.
   */
  public static List<String> conventions() {
    return Convention.all().stream().map(Convention::name).toList();
  }

  /** {@return the name of the convention} */
  public String convention() {
    return convention;
  }

  /** {@return learned values; of Keras with running statistics} */
  public long params() {
    return total.params();
  }

  /** {@return running means and variances of batch norms} */
  public long nonTrainableParams() {
    return total.nonTrainableParams();
  }

  /** {@return Multiply-accumulates} */
  public long macs() {
    return total.macs();
  }

  /**
   * {@return Floating-point operations; 2 × {@link #macs()} where the convention counts in MACs}
   */
  public long flops() {
    return total.flops();
  }

  /** {@return bytes that all ops together read and write in single precision, if each does so} */
  public long bytesMoved() {
    return total.bytes();
  }

  /** {@return the most bytes of activations in single precision that are live at once} */
  public long peakActivationBytes() {
    return peakActivationBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cost cost
        && convention.equals(cost.convention)
        && total.equals(cost.total)
        && peakActivationBytes == cost.peakActivationBytes;
  }

  @Override
  public int hashCode() {
    return total.hashCode();
  }

  /** {@code 4231976 params, 568740352 MACs (paper)}. */
  @Override
  public String toString() {
    return "%d params, %d MACs (%s)".formatted(params(), macs(), convention);
  }
}
