package convspectrum.executor.vector.fuse;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out the taps of large kernels that only ever read padding: of a kernel of 1000 × 1000 over
 * a picture of 33 × 17, 65 × 33 taps reach a pixel. Packing the others, and the zeros that they
 * read around the picture, would take time and memory for products with 0.
 *
 * @param graph the graph with smaller kernels
 * @param weights of that graph
 */
public record ReachedTaps(Graph graph, Weights weights) {
  /** Kernels that cover fewer pixels stay whole: they cost nothing, and are as they are written. */
  private static final long FEWEST_PIXELS = 1024;

  /** The graph itself where each kernel reaches the picture with at least half of its taps. */
  public static ReachedTaps of(Graph graph, Weights weights) {
    List<Crop> crops = graph.nodes().stream().map(Crop::of).toList();
    if (crops.stream().noneMatch(Crop::isWorthIt)) {
      return new ReachedTaps(graph, weights);
    }
    GraphBuilder builder = new GraphBuilder(graph.name());
    List<Node> made = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Node> inputs = node.inputs().stream().map(input -> made.get(input.index())).toList();
      Op op = crops.get(node.index()).op();
      made.add(builder.add(node.name(), op, inputs, node.origin(), node.sharedRoles()));
    }
    Graph cropped =
        builder.build(
            graph.outputs().stream().map(output -> made.get(output.index())).toArray(Node[]::new));
    return new ReachedTaps(
        cropped,
        (node, slot) -> {
          Crop crop = crops.get(node.index());
          Tensor whole = weights.get(crop.node(), slot.role());
          return slot.role().equals(ParameterSlot.WEIGHT) ? crop.of(whole, slot.shape()) : whole;
        });
  }

  /**
   * The taps of a side that reach the picture for some output, and the padding that remains.
   *
   * @param first the first one
   * @param count how many, up to the last one
   */
  private record Side(int first, int count, int before, int after) {
    static Side of(Slide slide, int in, int out) {
      int kernel = slide.kernel();
      int stride = slide.stride();
      int dilation = slide.dilation();
      int before = slide.before();
      int first = 0;
      while (first < kernel - 1
          && before - (first + 1L) * dilation >= 0
          && !reaches(first, stride, dilation, before, in, out)) {
        first++;
      }
      int last = kernel - 1;
      while (last > first && !reaches(last, stride, dilation, before, in, out)) {
        last--;
      }
      int remaining = before - first * dilation;
      int count = last - first + 1;
      int needed = (out - 1) * stride + (count - 1) * dilation + 1 - remaining - in;
      // An output more would fit where the picture ends behind the last one that is read.
      return needed > -stride
          ? new Side(first, count, remaining, Math.max(0, needed))
          : new Side(first, kernel - first, remaining, slide.after());
    }

    /** Whether a tap reads a pixel for one of the outputs. */
    private static boolean reaches(int tap, int stride, int dilation, int before, int in, int out) {
      long start = before - (long) tap * dilation; // where it reads pixel 0, in rows of the input
      long from = Math.max(0, Math.ceilDiv(start, stride));
      long to = Math.min(out - 1, Math.floorDiv(start + in - 1, stride));
      return from <= to;
    }
  }

  /** A node, and the part of its kernel that is kept. */
  private record Crop(Node node, Op op, Window window, int top, int left) {
    static Crop of(Node node) {
      if (!(node.op() instanceof Op.Conv conv)
          || (long) conv.window().extentHeight() * conv.window().extentWidth() < FEWEST_PIXELS) {
        return new Crop(node, node.op(), Window.same(1), 0, 0);
      }
      Window window = conv.window();
      Shape in = node.inputShape();
      Side rows = Side.of(window.rows(), in.height(), node.shape().height());
      Side columns = Side.of(window.columns(), in.width(), node.shape().width());
      if (2L * rows.count() * columns.count() > window.taps()) {
        return new Crop(node, node.op(), window, 0, 0);
      }
      Window reached =
          new Window(
              rows.count(),
              columns.count(),
              window.strideHeight(),
              window.strideWidth(),
              window.dilationHeight(),
              window.dilationWidth(),
              new Padding(rows.before(), columns.before(), rows.after(), columns.after()));
      Op smaller = new Op.Conv(conv.outChannels(), reached, conv.groups(), conv.bias());
      return new Crop(node, smaller, window, rows.first(), columns.first());
    }

    boolean isWorthIt() {
      return !op.equals(node.op());
    }

    /** The kept part of (outputs, inputs, height, width). */
    Tensor of(Tensor whole, Shape kept) {
      if (!isWorthIt()) {
        return whole;
      }
      int height = kept.dim(2);
      int width = kept.dim(3);
      float[] part = new float[Math.toIntExact(kept.elements())];
      int kernels = part.length / (height * width);
      for (int kernel = 0; kernel < kernels; kernel++) {
        for (int y = 0; y < height; y++) {
          int from = (kernel * window.kernelHeight() + top + y) * window.kernelWidth() + left;
          System.arraycopy(whole.data(), from, part, (kernel * height + y) * width, width);
        }
      }
      return Tensor.of(kept, part);
    }
  }
}
