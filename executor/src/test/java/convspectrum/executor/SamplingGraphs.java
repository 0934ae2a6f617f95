package convspectrum.executor;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Graphs of one op each that reads at live places, in all its forms. */
final class SamplingGraphs {
  private SamplingGraphs() {}

  /** Ops that have a definition, which every runtime computes. */
  static List<Graph> defined() {
    List<Graph> graphs = new ArrayList<>();
    for (boolean corners : new boolean[] {false, true}) {
      for (Border border : Border.values()) {
        for (Sampling sampling : Sampling.values()) {
          Op op = new GridSample(sampling, border, corners);
          graphs.add(graph(op, Shape.of(2, 3, 5, 7), Shape.of(2, 4, 6, 2)));
          graphs.add(graph(op, Shape.of(1, 13, 3, 1), Shape.of(1, 2, 9, 2)));
          if (sampling != Sampling.CUBIC) {
            graphs.add(graph(op, Shape.of(2, 2, 3, 4, 5), Shape.of(2, 2, 3, 2, 3)));
          }
        }
      }
      graphs.add(graph(new AffineGrid(List.of(4, 6), corners), Shape.of(2, 2, 3)));
      graphs.add(graph(new AffineGrid(List.of(2, 3, 4), corners), Shape.of(3, 3, 4)));
      graphs.add(graph(new AffineGrid(List.of(1, 5), corners), Shape.of(1, 2, 3)));
    }
    for (int groups = 1; groups <= 2; groups++) {
      for (int offsets = 1; offsets <= 2; offsets++) {
        for (boolean mask : new boolean[] {false, true}) {
          graphs.add(deformed(groups, offsets, mask));
        }
      }
    }
    for (int p = 1; p <= 3; p++) {
      for (boolean ceil : new boolean[] {false, true}) {
        Window window = new Window(3, 2, 2, 3, 1, 1, new Padding(1, 0, 2, 1));
        graphs.add(graph(new LpPool(p, window, ceil), Shape.of(2, 3, 8, 9)));
      }
    }
    for (boolean largest : new boolean[] {false, true}) {
      graphs.add(graph(new ArgExtreme(1, largest, !largest), Shape.of(2, 7, 3)));
      for (boolean places : new boolean[] {false, true}) {
        graphs.add(graph(new TopK(1, 4, largest, places), Shape.of(2, 7, 3)));
      }
    }
    graphs.add(graph(new TopK(1, 300, true, true), Shape.of(1, 400)));
    graphs.add(
        graph(
            new LpPool(2, new Window(2, 2, 1, 1, 2, 3, Padding.NONE), false),
            Shape.of(1, 2, 6, 7)));
    return graphs;
  }

  private static Graph deformed(int groups, int offsets, boolean mask) {
    Window window = new Window(3, 2, 2, 1, 1, 2, new Padding(1, 0, 2, 1));
    Op op = new DeformConv(6, window, groups, offsets, mask, groups == offsets);
    Shape x = Shape.of(2, 4, 7, 6);
    Shape shift = Shape.of(2, offsets * 12, window.outputHeight(7), window.outputWidth(6));
    return mask ? graph(op, x, shift, shift.with(1, offsets * 6)) : graph(op, x, shift);
  }

  /** Ops without a definition. */
  static List<Graph> indexed() {
    List<Graph> graphs = new ArrayList<>();
    for (PoolKind kind : PoolKind.values()) {
      for (int ratio = 0; ratio <= 2; ratio += 2) {
        for (boolean half : new boolean[] {false, true}) {
          graphs.add(aligned(new RoiAlign(kind, 3, 2, ratio, 2.5, half)));
        }
      }
    }
    graphs.add(boxes());
    for (boolean center : new boolean[] {false, true}) {
      for (double score : new double[] {Double.NEGATIVE_INFINITY, 0.1}) {
        graphs.add(
            graph(
                new NonMaxSuppression(4, 0.2, score, center),
                Shape.of(2, 9, 4),
                Shape.of(2, 3, 9)));
      }
    }
    for (Scatter.Combination combination : Scatter.Combination.values()) {
      graphs.add(
          graph(
              new Scatter(new Scatter.AlongAxis(1), combination),
              Shape.of(3, 50, 2),
              // Updates of one place that replace each other would have no order.
              new Op.Input(
                  Shape.of(3, combination == Scatter.Combination.REPLACE ? 1 : 9, 2), true),
              Shape.of(3, combination == Scatter.Combination.REPLACE ? 1 : 9, 2)));
      graphs.add(
          graph(
              new Scatter(new Scatter.OfLastAxis(), combination),
              Shape.of(4, 5, 3),
              new Op.Input(Shape.of(combination == Scatter.Combination.REPLACE ? 1 : 7, 2), true),
              Shape.of(combination == Scatter.Combination.REPLACE ? 1 : 7, 3)));
    }
    return graphs;
  }

  /** Boxes whose corner is an input, and whose size, which is positive, is made of another. */
  private static Graph aligned(RoiAlign op) {
    GraphBuilder builder = new GraphBuilder(op.toString());
    Node x = builder.input("x", Shape.of(2, 3, 6, 7));
    Node near = builder.input("near", Shape.of(5, 2));
    Op positive = Op.Activation.of(ActivationFunction.SOFTPLUS);
    Node size = builder.add("size", positive, builder.input("wide", Shape.of(5, 2)));
    Node far = builder.add("far", new Op.Add(), near, size);
    Node boxes = builder.add("boxes", new Op.Concat(1), near, far);
    Node maps = builder.input("maps", new Op.Input(Shape.of(5), true));
    return builder.build(builder.add("y", op, x, boxes, maps));
  }

  /** Boxes of the first map, whose corners are an input. */
  private static Graph boxes() {
    GraphBuilder builder = new GraphBuilder("RoiPool");
    Node x = builder.input("x", Shape.of(1, 2, 8, 9));
    Node corners = builder.input("corners", Shape.of(4, 4));
    Node first = builder.add("first", new Op.Slice(1, 0, 1), corners);
    Node map = builder.add("map", new Op.Scale(0), first);
    Node boxes = builder.add("boxes", new Op.Concat(1), map, corners);
    return builder.build(builder.add("y", new RoiPool(2, 3, 3), x, boxes));
  }

  private static Graph graph(Op op, Object... inputs) {
    GraphBuilder builder = new GraphBuilder(op + " of " + List.of(inputs));
    Node[] nodes = new Node[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      nodes[i] =
          inputs[i] instanceof Shape shape
              ? builder.input("x" + i, shape)
              : builder.input("x" + i, (Op.Input) inputs[i]);
    }
    return builder.build(builder.add("y", op, nodes));
  }
}
