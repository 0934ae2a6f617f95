package convspectrum.executor;

import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Graphs of one composite op each, of many forms. */
final class CompositeGraphs {
  private CompositeGraphs() {}

  static List<Graph> all() {
    List<Graph> graphs = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      transposed(graphs, axes);
    }
    pictures(graphs);
    convolutions(graphs);
    blocks(graphs);
    graphs.add(recorded());
    return graphs;
  }

  private static void transposed(List<Graph> graphs, int axes) {
    SplittableRandom random = new SplittableRandom(axes);
    for (int i = 0; i < 40; i++) {
      int groups = i % 3 + 1;
      int outputs = groups * random.nextInt(1, axes == 2 ? 20 : 4);
      List<Slide> slides = new ArrayList<>();
      List<Integer> more = new ArrayList<>();
      int[] dims = new int[2 + axes];
      dims[0] = i % 5 == 0 ? 2 : 1;
      dims[1] = groups * random.nextInt(1, axes == 2 ? 20 : 4);
      for (int axis = 0; axis < axes; axis++) {
        dims[2 + axis] = random.nextInt(3, 8);
        int kernel = random.nextInt(1, 6);
        int stride = random.nextInt(1, 4);
        int dilation = i % 4 == 0 ? random.nextInt(1, 4) : 1;
        int reach = (dims[2 + axis] - 1) * stride + dilation * (kernel - 1) + 1;
        int before = random.nextInt(0, Math.min(3, (reach + 1) / 2));
        int after = random.nextInt(0, Math.min(3, (reach + 1) / 2));
        slides.add(new Slide(kernel, stride, dilation, before, after));
        more.add(random.nextInt(0, Math.max(stride, dilation)));
      }
      Op op = new TransposedConv(outputs, slides, more, groups, i % 2 == 0);
      graphs.add(graph(op, Shape.of(dims), i % 3 == 0));
    }
  }

  /** Pictures large enough for each kernel of {@code vector}, with what is fused behind them. */
  private static void pictures(List<Graph> graphs) {
    for (int[] form :
        new int[][] {
          // channels, outputs, groups, kernel, stride, dilation, padding, output padding
          {64, 32, 1, 4, 2, 1, 1, 0},
          {48, 40, 1, 2, 2, 1, 0, 0},
          {16, 24, 1, 3, 2, 1, 1, 1},
          {20, 20, 20, 4, 2, 1, 1, 0},
          {33, 33, 33, 3, 1, 1, 1, 0},
          {32, 64, 16, 3, 2, 1, 1, 1},
          {64, 32, 16, 4, 2, 1, 1, 0},
          {32, 32, 2, 5, 3, 1, 2, 0},
          {24, 16, 1, 1, 3, 1, 0, 2},
          {8, 8, 1, 3, 4, 1, 0, 3},
          {8, 12, 1, 3, 2, 2, 1, 1},
          {8, 12, 1, 4, 3, 3, 0, 1},
          {3, 5, 1, 16, 8, 1, 4, 0},
          {16, 16, 1, 3, 1, 1, 2, 0},
          {16, 8, 1, 2, 1, 1, 1, 0}
        }) {
      for (int ending = 0; ending < 5; ending++) {
        graphs.add(picture(form, ending));
      }
    }
  }

  private static Graph picture(int[] form, int ending) {
    Window window =
        new Window(form[3], form[3], form[4], form[4], form[5], form[5], Padding.all(form[6]));
    Op op = TransposedConv.of(form[1], window, form[7], form[2], ending % 2 == 0);
    GraphBuilder builder = new GraphBuilder(op + ", ending " + ending);
    Node x = builder.input("x", Shape.of(1 + ending % 2, form[0], 9, 13));
    Node result = builder.add("op", op, x);
    Node next =
        switch (ending) {
          case 1 -> builder.add("norm", new Op.BatchNorm(1e-5, true, true), result);
          case 2 -> {
            Node other = builder.input("other", result.shape());
            yield builder.add("add", new Op.Add(), result, other);
          }
          case 3 -> builder.add("silu", Op.Activation.of(ActivationFunction.SILU), result);
          case 4 -> {
            Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), result);
            yield builder.add("concat", new Op.Concat(1), relu, relu);
          }
          default -> result;
        };
    return builder.build(next);
  }

  private static void convolutions(List<Graph> graphs) {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 30; i++) {
      int axes = i % 2 == 0 ? 1 : 3;
      int groups = i % 3 + 1;
      List<Slide> slides = new ArrayList<>();
      int[] dims = new int[2 + axes];
      dims[0] = i % 5 == 0 ? 2 : 1;
      dims[1] = groups * random.nextInt(1, 4);
      for (int axis = 0; axis < axes; axis++) {
        dims[2 + axis] = random.nextInt(5, 9);
        int dilation = random.nextInt(1, 3);
        slides.add(
            new Slide(
                random.nextInt(1, 4),
                random.nextInt(1, 4),
                dilation,
                random.nextInt(0, 3),
                random.nextInt(0, 3)));
      }
      Op op = new ConvNd(groups * random.nextInt(1, 4), slides, groups, i % 2 == 0);
      graphs.add(graph(op, Shape.of(dims), i % 3 == 0));
    }
  }

  /** A sum of squares, as a reader of files records it. */
  private static Graph recorded() {
    Shape input = Shape.of(2, 3, 4);
    Op op =
        new Recorded(
            "ReduceSumSquare",
            18,
            List.of(new Recorded.Attribute.Whole("keepdims", 1)),
            List.of(new Recorded.Operand.Live(0), new Recorded.Operand.Wholes(List.of(1))),
            List.of(input),
            List.of(),
            List.of(
                new Recorded.Step("square", new Op.Multiply(), List.of(0, 0), Map.of()),
                new Recorded.Step(
                    "sum", new Op.Reduce(Reduction.SUM, List.of(1)), List.of(1), Map.of())));
    return graph(op, input, false);
  }

  private static void blocks(List<Graph> graphs) {
    graphs.add(
        graph(
            new OverlappedBlocks(Collections.nCopies(2, new Slide(3, 2, 1, 1, 1)), List.of(8, 8)),
            Shape.of(2, 27, 16),
            false));
    graphs.add(
        graph(
            new OverlappedBlocks(
                List.of(new Slide(2, 1, 2, 0, 1), new Slide(1, 3, 1, 0, 0)), List.of(5, 7)),
            Shape.of(1, 4, 12),
            false));
  }

  private static Graph graph(Op op, Shape input, boolean rectified) {
    GraphBuilder builder = new GraphBuilder(op + " of " + input);
    Node result = builder.add("op", op, builder.input("x", input));
    return builder.build(
        rectified
            ? builder.add("relu", Op.Activation.of(ActivationFunction.RELU), result)
            : result);
  }
}
