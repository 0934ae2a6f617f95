package convspectrum.bench;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/** Graphs of one op, from words such as {@code dense 3x3 1 64@56}. */
final class Ops {
  private Ops() {}

  /**
   * Builds a graph of one op.
   *
   * @param words kind of op, kernel, stride, and the channels and size of its input
   */
  static Graph graph(String words) {
    return graph(words, 1);
  }

  /** Builds the same graph for a batch of this size. */
  static Graph graph(String words, int batch) {
    String[] parts = words.split("[ x@]", -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException(
          words + ": expected an op, kernel, stride, channels and size, as in dense 3x3 1 64@56");
    }
    int channels = Integer.parseInt(parts[4]);
    int size = Integer.parseInt(parts[5]);
    GraphBuilder builder = new GraphBuilder(words);
    Node x = builder.input("x", Shape.of(batch, channels, size, size));
    Op op = op(parts[0], window(parts), channels);
    return builder.build(
        op instanceof Op.Add
            ? builder.add("y", op, x, builder.input("other", x.shape()))
            : builder.add("y", op, x));
  }

  private static Window window(String[] parts) {
    int height = Integer.parseInt(parts[1]);
    int width = Integer.parseInt(parts[2]);
    int stride = Integer.parseInt(parts[3]);
    Padding same = new Padding(height / 2, width / 2, height / 2, width / 2);
    return new Window(height, width, stride, stride, 1, 1, same);
  }

  private static Op op(String what, Window window, int channels) {
    return switch (what) {
      case "dense" -> new Op.Conv(Math.max(64, channels), window, 1, true);
      case "depthwise" -> new Op.Conv(channels, window, channels, true);
      case "max" -> new Op.Pool(PoolKind.MAX, window, false, false);
      case "average" -> new Op.Pool(PoolKind.AVERAGE, window, false, true);
      case "global" -> new Op.GlobalPool(PoolKind.AVERAGE);
      case "sum" -> new Op.Add();
      case "identity" -> new Op.Identity(0);
      case "relu" -> Op.Activation.of(ActivationFunction.RELU);
      case "silu" -> Op.Activation.of(ActivationFunction.SILU);
      case "norm" -> new Op.BatchNorm(1e-3, true, true);
      default -> new Op.Conv(channels, window, Integer.parseInt(what), true);
    };
  }
}
