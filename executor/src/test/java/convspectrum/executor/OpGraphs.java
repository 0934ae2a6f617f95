package convspectrum.executor;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Graphs of one op each over awkward sizes, every op among them. */
final class OpGraphs {
  private static final Padding LOPSIDED = new Padding(0, 1, 2, 1);

  private final List<Graph> graphs = new ArrayList<>();

  private OpGraphs() {}

  static List<Graph> all() {
    OpGraphs all = new OpGraphs();
    all.convolutions();
    all.pools();
    all.norms();
    all.activations();
    all.elementwise();
    all.layouts();
    all.resizes();
    all.matrices();
    return all.graphs;
  }

  private void convolutions() {
    int[][] kernels = {{1, 1}, {3, 3}, {5, 5}, {7, 7}, {1, 7}, {2, 3}};
    int batch = 0;
    for (int channels : new int[] {1, 3, 13, 16, 17}) {
      for (int[] kernel : kernels) {
        for (int stride = 1; stride <= 2; stride++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            Padding same =
                new Padding(
                    dilation * (kernel[0] - 1) / 2,
                    dilation * (kernel[1] - 1) / 2,
                    dilation * (kernel[0] - 1) / 2,
                    dilation * (kernel[1] - 1) / 2);
            for (int groups : channels == 16 ? new int[] {1, 4, 16} : new int[] {1, channels}) {
              batch = batch % 3 + 1;
              convolution(batch, channels, kernel, stride, dilation, same, groups);
              convolution(1, channels, kernel, stride, dilation, new Padding(3, 2, 4, 7), groups);
            }
          }
        }
      }
    }
  }

  private void convolution(
      int batch, int channels, int[] kernel, int stride, int dilation, Padding pad, int groups) {
    Window window = new Window(kernel[0], kernel[1], stride, 1, dilation, dilation, pad);
    boolean bias = (batch + channels) % 2 == 0;
    single(new Op.Conv(2 * channels, window, groups, bias), Shape.of(batch, channels, 11, 13));
    single(
        new Op.Conv(
            channels, new Window(kernel[0], kernel[1], 1, stride, dilation, 1, pad), groups, !bias),
        Shape.of(batch, channels, 9, 7));
  }

  private void pools() {
    for (PoolKind kind : PoolKind.values()) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 3; stride++) {
          for (Padding padding : List.of(Padding.NONE, Padding.all(kernel / 2), LOPSIDED)) {
            for (int dilation = 1; dilation <= 2; dilation++) {
              Window window = new Window(kernel, kernel + 1, stride, stride, dilation, 1, padding);
              // A window that meets padding alone has no maximum and no mean.
              if (Math.max(padding.bottom(), padding.right()) < kernel) {
                pool(kind, window);
              }
            }
          }
        }
      }
      single(new Op.GlobalPool(kind), Shape.of(2, 13, 5, 7));
      single(new Op.GlobalPool(kind), Shape.of(1, 1, 1, 1));
    }
  }

  private void pool(PoolKind kind, Window window) {
    for (boolean ceil : new boolean[] {false, true}) {
      for (boolean counted : new boolean[] {false, true}) {
        single(new Op.Pool(kind, window, ceil, counted), Shape.of(2, 3, 10, 12));
        single(new Op.Pool(kind, window, ceil, counted), Shape.of(1, 16, 11, 9));
      }
    }
  }

  private void norms() {
    for (Shape shape : List.of(Shape.of(2, 13, 5, 3), Shape.of(3, 17), Shape.of(1, 16, 7, 7))) {
      for (boolean scale : new boolean[] {false, true}) {
        for (boolean shift : new boolean[] {false, true}) {
          single(new Op.BatchNorm(1e-3, scale, shift), shape);
        }
      }
      for (boolean affine : new boolean[] {false, true}) {
        single(new Op.LayerNorm(List.of(1), 1e-6, affine), shape);
        single(new Op.LayerNorm(List.of(shape.rank() - 1), 1e-5, affine), shape);
      }
      single(new Op.ChannelScale(0.3), shape);
    }
    for (List<Integer> axes : List.of(List.of(1, 2, 3), List.of(0, 2), List.of(1, 3))) {
      single(new Op.LayerNorm(axes, 1e-5, true), Shape.of(2, 3, 5, 7));
    }
  }

  private void activations() {
    for (ActivationFunction function : ActivationFunction.values()) {
      for (Shape shape : List.of(Shape.of(1, 1, 1, 1), Shape.of(2, 13, 7, 5), Shape.of(3, 17))) {
        GraphBuilder builder = new GraphBuilder(function.specName() + " " + shape);
        // Wide enough to reach every piece of the piecewise functions.
        Node wide = builder.add("wide", new Op.Scale(4), builder.input("x", shape));
        Op activation =
            function == ActivationFunction.CLIP
                ? new Op.Activation(function, -0.5, 0.75)
                : Op.Activation.of(function);
        graphs.add(builder.build(builder.add("y", activation, wide)));
      }
    }
    single(new Op.Activation(ActivationFunction.LEAKY_RELU, 0.3, 0), Shape.of(1, 3, 5, 5));
    single(new Op.Activation(ActivationFunction.ELU, 0.7, 0), Shape.of(1, 3, 5, 5));
  }

  private void elementwise() {
    Shape map = Shape.of(2, 13, 5, 3);
    for (Op op : List.of(new Op.Add(), new Op.Multiply())) {
      several(op, map, map);
      several(op, map, map, map);
      several(op, map, Shape.of(2, 13, 1, 1));
      several(op, Shape.of(13, 1, 1), map);
      several(op, Shape.of(2, 1, 5, 1), Shape.of(1, 13, 1, 3), Shape.of());
      several(op, map, map, Shape.of(3), map);
    }
    for (Shape shape : List.of(map, Shape.of(17), Shape.of())) {
      single(new Op.Scale(0.17), shape);
      single(new Op.Identity(), shape);
      single(new Op.Zero(), shape);
    }
    for (UnaryFunction function : UnaryFunction.values()) {
      GraphBuilder builder = new GraphBuilder("unary " + function);
      // Inside the domain of the function.
      Op into =
          switch (function) {
            case ASIN, ACOS, ATANH, TAN -> Op.Activation.of(ActivationFunction.SIGMOID);
            case ACOSH -> new Op.Unary(UnaryFunction.COSH);
            default -> Op.Activation.of(ActivationFunction.SOFTPLUS);
          };
      Node inside = builder.add("inside", into, builder.input("x", map));
      graphs.add(builder.build(builder.add("y", new Op.Unary(function), inside)));
    }
    for (BinaryFunction function : BinaryFunction.values()) {
      for (Shape other : List.of(map, Shape.of(13, 1, 1), Shape.of())) {
        GraphBuilder builder = new GraphBuilder("binary " + function + " " + other);
        Node a = builder.add("exp", new Op.Unary(UnaryFunction.EXP), builder.input("a", map));
        graphs.add(
            builder.build(builder.add("y", new Op.Binary(function), a, builder.input("b", other))));
      }
    }
    several(new Op.Binary(BinaryFunction.PRELU), Shape.of(2, 13, 1, 3), map);
    GraphBuilder choice = new GraphBuilder("where");
    Node greater =
        choice.add(
            "greater",
            new Op.Binary(BinaryFunction.GREATER),
            choice.input("a", map),
            choice.input("b", Shape.of(3)));
    graphs.add(
        choice.build(
            choice.add(
                "y",
                new Op.Where(),
                greater,
                choice.input("c", Shape.of(13, 1, 1)),
                choice.input("d", map))));
    for (Reduction function : Reduction.values()) {
      for (List<Integer> axes :
          List.of(List.<Integer>of(), List.of(1), List.of(2, 3), List.of(0, 1, 2, 3))) {
        single(new Op.Reduce(function, axes), map);
      }
    }
    GraphBuilder builder = new GraphBuilder("constant");
    Node constant = builder.add("c", new Op.Constant(map, true));
    graphs.add(builder.build(builder.add("y", new Op.Add(), builder.input("x", map), constant)));
  }

  private void layouts() {
    for (int axis = 0; axis < 4; axis++) {
      Shape shape = Shape.of(3, 4, 5, 6);
      several(new Op.Concat(axis), shape, shape.with(axis, 1), shape.with(axis, 7));
      single(new Op.Slice(axis, 1, shape.dim(axis)), shape);
      single(new Op.Slice(axis, 0, 2), shape);
    }
    single(new Op.ChannelShuffle(1), Shape.of(1, 3, 5, 5));
    single(new Op.ChannelShuffle(3), Shape.of(2, 12, 3, 5));
    single(new Op.ChannelShuffle(13), Shape.of(1, 13, 3, 5));
    for (double value : new double[] {0, -1.5}) {
      single(new Op.Pad(LOPSIDED, value), Shape.of(2, 3, 5, 4));
      single(new Op.Pad(Padding.all(3), value), Shape.of(1, 1, 1, 1));
    }
    for (int axis = 0; axis < 3; axis++) {
      GraphBuilder builder = new GraphBuilder("gather " + axis);
      Node table = builder.add("t", new Op.Constant(Shape.of(5, 13, 3), true));
      Node ids = builder.input("ids", new Op.Input(Shape.of(2, 7), true));
      graphs.add(builder.build(builder.add("y", new Op.Gather(axis), table, ids)));
    }
    single(new Op.Transpose(List.of(0, 2, 3, 1)), Shape.of(2, 3, 5, 7));
    single(new Op.Transpose(List.of(3, 1, 0, 2)), Shape.of(2, 3, 5, 7));
    single(new Op.Transpose(List.of(1, 0)), Shape.of(13, 17));
    single(new Op.Reshape(Shape.of(6, 35)), Shape.of(2, 3, 5, 7));
    single(new Op.Reshape(Shape.of()), Shape.of(1, 1));
  }

  private void resizes() {
    int[][] sizes = {{1, 1}, {3, 5}, {7, 7}, {10, 14}, {21, 6}, {49, 41}};
    for (Interpolation interpolation : Interpolation.values()) {
      for (int[] in : sizes) {
        for (int[] out : sizes) {
          single(new Op.Resize(out[0], out[1], interpolation), Shape.of(1, 2, in[0], in[1]));
        }
      }
    }
  }

  private void matrices() {
    for (Shape shape : List.of(Shape.of(1, 13), Shape.of(3, 17), Shape.of(2, 5, 7), Shape.of(9))) {
      single(new Op.Linear(11, false), shape);
      single(new Op.Linear(1, true), shape);
      for (int axis = 0; axis < shape.rank(); axis++) {
        single(new Op.Softmax(axis), shape);
      }
    }
    single(new Op.Softmax(1), Shape.of(2, 13, 3, 5));
    several(new Op.MatMul(), Shape.of(13, 17), Shape.of(17, 3));
    several(new Op.MatMul(), Shape.of(2, 4, 5, 7), Shape.of(2, 4, 7, 3));
    several(new Op.MatMul(), Shape.of(2, 1, 5, 7), Shape.of(4, 7, 1));
    several(new Op.MatMul(), Shape.of(5, 7), Shape.of(3, 7, 2));
  }

  private void single(Op op, Shape shape) {
    several(op, shape);
  }

  private void several(Op op, Shape... shapes) {
    GraphBuilder builder = new GraphBuilder(op + " of " + List.of(shapes));
    Node[] inputs = new Node[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      inputs[i] = builder.input("x" + i, shapes[i]);
    }
    graphs.add(builder.build(builder.add("y", op, inputs)));
  }
}
