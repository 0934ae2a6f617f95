package convspectrum.gradients.training;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/** A classifier with every kind of op that learns: 10 classes of grey images. */
final class SmallNetwork {
  private SmallNetwork() {}

  static Graph of(int batch, int size, double dropout) {
    return of(batch, size, dropout, ActivationFunction.RELU);
  }

  /** The same with another activation: differences need one without corners. */
  static Graph of(int batch, int size, double dropout, ActivationFunction function) {
    Op activation = Op.Activation.of(function);
    GraphBuilder b = new GraphBuilder("small");
    Node x = b.input("x", Shape.of(batch, 1, size, size));
    x = b.add("first", new Op.Conv(8, Window.square(3, 2, 1), 1, true), x);
    x = norm(b, "firstNorm", activation, x);
    x = b.add("scale", new Op.ChannelScale(0.9), x);
    x = b.add("point", new Op.Conv(16, Window.same(1), 1, false), x);
    x = b.add("shift", new Op.Add(), x, b.add("shifts", new Op.Constant(Shape.of(16, 1, 1), true)));
    x = b.add("segments", new Op.Conv(16, Window.same(3), 2, false), x);
    x = norm(b, "segmentsNorm", activation, x);
    x = b.add("wide", new Op.Conv(16, Window.same(3), 1, true), x);
    x = b.add("layerNorm", new Op.LayerNorm(List.of(1), 1e-3, true), x);
    x = b.add("depthwise", new Op.Conv(16, Window.square(3, 2, 1), 16, true), x);
    x = norm(b, "depthwiseNorm", activation, x);
    x = b.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    x = b.add("dropout", new Op.Identity(dropout), x);
    x = b.add("flat", new Op.Reshape(Shape.of(batch, 16)), x);
    return b.build(b.add("classes", new Op.Linear(10, true), x));
  }

  private static Node norm(GraphBuilder b, String name, Op activation, Node x) {
    Node y = b.add(name, new Op.BatchNorm(1e-3, true, true), x);
    return b.add(name + "Activation", activation, y);
  }
}
