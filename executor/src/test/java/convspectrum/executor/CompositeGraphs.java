package convspectrum.executor;

import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Slide;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Graphs of one composite op each, of many forms. */
final class CompositeGraphs {
  private CompositeGraphs() {}

  static List<Graph> all() {
    List<Graph> graphs = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      transposed(graphs, axes);
    }
    convolutions(graphs);
    blocks(graphs);
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
