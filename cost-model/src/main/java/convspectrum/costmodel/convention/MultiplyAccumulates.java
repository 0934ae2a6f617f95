package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;

/**
 * The multiply-accumulates (MACs) that a node does, which every convention starts from: one per
 * product that is added up. Products with padding count, as in every published figure.
 */
public final class MultiplyAccumulates {
  private MultiplyAccumulates() {}

  /**
   * The MACs of a convolution, a linear layer, a matrix product or a composite of these; 0 for
   * every other op, which multiplies and accumulates nothing.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public static long of(Node node) {
    return switch (node.op()) {
      case Op.Conv conv -> convolution(conv, node.inputShape(), node.shape());
      case Op.Composite composite ->
          composite.macs(node.inputs().stream().map(Node::shape).toList());
      case Op.Linear _ -> linear(node.inputShape(), node.shape());
      case Op.MatMul _ -> product(node.inputShape(), node.shape());
      case Op.Source _,
          Op.Norm _,
          Op.Resampling _,
          Op.Pointwise _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          0;
    };
  }

  /**
   * N · Cout · Hout · Wout · K_h · K_w · Cin / groups (Howard et al., arXiv 1704.04861, section
   * 3.1).
   *
   * <p>A 3×3 of 728 channels at 19×19: 728 · 361 · 9 · 728 = 1,721,918,016 in one segment, 728 ·
   * 361 · 9 = 2,365,272 depthwise.
   */
  private static long convolution(Op.Conv conv, Shape input, Shape output) {
    long perOutput = Math.multiplyExact(conv.window().taps(), input.channels() / conv.groups());
    return Math.multiplyExact(output.elements(), perOutput);
  }

  /** One per output element and input feature: 1×1024 to 1×1000 is 1,024,000. */
  private static long linear(Shape input, Shape output) {
    return Math.multiplyExact(output.elements(), (long) input.dim(-1));
  }

  /** (…, m, k) · (…, k, n) is m · n · k in each of the leading axes: 2×3×4 by 2×4×5 is 120. */
  private static long product(Shape left, Shape output) {
    return Math.multiplyExact(output.elements(), (long) left.dim(-1));
  }
}
