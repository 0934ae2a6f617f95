package convspectrum.executor.measure;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.function.Function;

/**
 * Chooses the input size at which outputs are checked. The reference accumulates in double in plain
 * loops, a few hundred million multiply-adds a second, so a large design is checked on a smaller
 * picture. Weights, channels, groups and kernels stay, so a runtime that is wrong on a large
 * picture is wrong on a small one too.
 */
public final class CheckSize {
  /** Number of MACs that the reference computes in about a second. */
  public static final long MOST_MACS = 200_000_000;

  private CheckSize() {}

  /**
   * Returns the network to check: {@code full} itself up to {@link #MOST_MACS}, else the network
   * rebuilt for an input whose height and width are halved until it is below. They stay at least
   * twice as large as the largest kernel, so that borders and inside both exist, and as large as
   * the graph needs, if it does not exist for a smaller input (a flatten before a linear layer).
   *
   * @param <T> type of the network
   * @param full the network at full size
   * @param graphOf returns the graph of a network
   * @param macs counts its multiply-accumulates
   * @param rebuild builds the same network for another input shape, (N, C, H, W); may throw {@link
   *     ShapeException}
   */
  public static <T> T reduce(
      T full, Function<T, Graph> graphOf, long macs, Function<Shape, T> rebuild) {
    List<Node> inputs = graphOf.apply(full).inputs();
    if (inputs.size() != 1 || inputs.getFirst().shape().rank() != 4) {
      return full;
    }
    Shape input = inputs.getFirst().shape();
    int extent = kernelExtent(graphOf.apply(full));
    T smallest = full;
    Shape shape = input;
    double estimate = macs;
    while (estimate > MOST_MACS) {
      Shape half =
          Shape.of(
              shape.batch(),
              shape.channels(),
              halved(shape.height(), extent),
              halved(shape.width(), extent));
      if (half.equals(shape)) {
        break;
      }
      try {
        smallest = rebuild.apply(half);
      } catch (ShapeException e) {
        break; // the network has no smaller form
      }
      estimate *= (double) half.elements() / shape.elements(); // convolutions dominate
      shape = half;
    }
    return smallest;
  }

  private static int halved(int size, int extent) {
    return Math.min(size, Math.max((size + 1) / 2, 2 * extent));
  }

  /** The most rows or columns that an output of a convolution or pool covers; 1 if none. */
  static int kernelExtent(Graph graph) {
    int extent = 1;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Conv conv) {
        extent = Math.max(extent, extent(conv.window()));
      } else if (node.op() instanceof Op.Pool pool) {
        extent = Math.max(extent, extent(pool.window()));
      }
    }
    return extent;
  }

  private static int extent(Window window) {
    return Math.max(window.extentHeight(), window.extentWidth());
  }
}
