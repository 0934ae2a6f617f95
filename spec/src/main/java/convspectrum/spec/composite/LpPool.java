package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.window.Windowed;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import java.util.List;

/**
 * A pool over windows of (N, C, H, W): (Σ|x|ᵖ)^(1/p), in which padding is 0.
 *
 * @param p the power, at least 1
 * @param window how the window slides
 * @param ceil whether the last window may reach over the padded border, as for {@link Op.Pool}
 */
public record LpPool(int p, Window window, boolean ceil) implements UncountedOp {
  public LpPool {
    if (p < 1) {
      throw new ShapeException("p " + p + "; expected at least 1");
    }
    window.requirePaddingBelowKernel();
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.pooled(Windowed.input(typeName(), 2, inputs), ceil);
  }

  /** The p-th root of the mean of |x|ᵖ times the number of taps. */
  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Padding reach = window.reach(x.shape(), shape(List.of(x.shape())));
    Node power = raised(x, parts);
    if (!reach.equals(Padding.NONE)) {
      power = parts.part("padded", new Op.Pad(reach, 0), power);
    }
    Window inside = window.withPadding(Padding.NONE);
    Op average = new Op.Pool(PoolKind.AVERAGE, inside, false, true);
    Node mean = parts.part("mean", average, power);
    Node sum = parts.part("sum", new Op.Scale(window.taps()), mean);
    return switch (p) {
      case 1 -> sum;
      case 2 -> parts.part("root", new Op.Unary(UnaryFunction.SQRT), sum);
      default -> power("root", sum, 1.0 / p, parts);
    };
  }

  private Node raised(Node x, Definition parts) {
    if (p == 2) {
      return parts.part("square", new Op.Multiply(), x, x);
    }
    Node size = parts.part("size", new Op.Unary(UnaryFunction.ABS), x);
    return p == 1 ? size : power("power", size, p, parts);
  }

  private static Node power(String part, Node x, double exponent, Definition parts) {
    Node constant = parts.number("exponent", exponent);
    return parts.part(part, new Op.Binary(BinaryFunction.POWER), x, constant);
  }
}
