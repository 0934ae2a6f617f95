package convspectrum.formats.pytorch;

import convspectrum.formats.sharing.SharedTensors;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How each op is written with PyTorch. */
final class OpRenderer {
  private final StoredValues values;
  private final SharedTensors shared;

  OpRenderer(StoredValues values, SharedTensors shared) {
    this.values = values;
    this.shared = shared;
  }

  Rendering of(Node node) {
    return switch (node.op()) {
      case Op.Input _ -> throw new IllegalArgumentException(node + " is an argument of forward");
      case Op.Constant constant -> constant(node, constant);
      case Op.Composite composite ->
          CompositeRenderer.of(CompositeOp.of(composite), node.inputShape());
      case Op.Conv conv -> conv(conv, node.inputShape().channels());
      case Op.Linear linear ->
          Rendering.Modules.of(
              Call.of(
                  "nn.Linear",
                  Argument.required("in_features", node.inputShape().dim(-1)),
                  Argument.required("out_features", linear.outFeatures()),
                  Argument.optional("bias", Python.truth(linear.bias()), "True")));
      case Op.BatchNorm norm -> batchNorm(norm, node.inputShape());
      case Op.LayerNorm norm -> layerNorm(norm, node.inputShape());
      case Op.Activation activation -> Pointwise.of(activation);
      case Op.Pool pool -> PoolRenderer.of(pool, node);
      case Op.GlobalPool pool ->
          Rendering.Modules.of(
              Call.of(
                  pool.kind() == PoolKind.MAX ? "nn.AdaptiveMaxPool2d" : "nn.AdaptiveAvgPool2d",
                  Argument.required("output_size", 1)));
      case Op.Add _ -> new Rendering.Expression(joined(node, " + "));
      case Op.Multiply _ -> new Rendering.Expression(joined(node, " * "));
      case Op.Concat(int axis) ->
          new Rendering.Expression("torch.cat([" + joined(node, ", ") + "], dim=" + axis + ")");
      case Op.Slice(int axis, int start, int end) ->
          new Rendering.Expression("{0}[" + ":, ".repeat(axis) + start + ":" + end + "]");
      case Op.ChannelShuffle(int groups) ->
          Rendering.Modules.of(
              Call.of(
                  SupportClass.CHANNEL_SHUFFLE.className(), Argument.required("groups", groups)));
      case Op.Pad(Padding padding, double value) -> Rendering.Modules.of(pad(padding, value));
      case Op.Resize resize -> resize(resize, node.inputShape());
      case Op.Softmax(int axis) ->
          Rendering.Modules.of(
              Call.of("nn.Softmax", Argument.optional("dim", Integer.toString(axis), "None")));
      case Op.MatMul _ -> new Rendering.Expression("torch.matmul({0}, {1})");
      case Op.Transpose(List<Integer> order) ->
          new Rendering.Expression("{0}.permute" + Python.tuple(order));
      case Op.Gather(int axis) -> gather(node, axis);
      case Op.Reshape(Shape shape) -> reshape(node.inputShape(), shape);
      case Op.Scale(double factor) -> new Rendering.Expression("{0} * " + Python.real(factor));
      case Op.ChannelScale(double init) ->
          Rendering.Modules.of(
              Call.of(
                  SupportClass.CHANNEL_SCALE.className(),
                  Argument.required("channels", node.inputShape().channels()),
                  Argument.required("init", Python.real(init))));
      case Op.Identity(double dropout) ->
          Rendering.Modules.of(
              dropout == 0
                  ? Call.of("nn.Identity")
                  : Call.of("nn.Dropout", Argument.required("p", Python.real(dropout))));
      case Op.Zero _ -> new Rendering.Expression("torch.zeros_like({0})");
      case Op.Unary(UnaryFunction function) -> new Rendering.Expression(Pointwise.of(function));
      case Op.Binary(BinaryFunction function) -> new Rendering.Expression(Pointwise.of(function));
      case Op.Where _ -> new Rendering.Expression("torch.where({0} != 0, {1}, {2})");
      case Op.Reduce(Reduction function, List<Integer> axes) -> reduce(function, axes);
    };
  }

  private static Rendering gather(Node node, int axis) {
    int behind = node.inputShape().rank() - axis - 1;
    return new Rendering.Expression(
        "{0}[" + ":, ".repeat(axis) + "{1}.long()" + ", :".repeat(behind) + "]");
  }

  private static Rendering reduce(Reduction function, List<Integer> axes) {
    if (axes.isEmpty()) {
      // PyTorch would take an empty list of axes as all axes, but here each element is reduced by
      // itself.
      return new Rendering.Expression(function == Reduction.L2 ? "{0}.abs()" : "{0} * 1.0");
    }
    String over = "(" + Python.tuple(axes) + ", keepdim=True)";
    return new Rendering.Expression(
        switch (function) {
          case MEAN -> "{0}.mean" + over;
          case SUM -> "{0}.sum" + over;
          case MAX -> "{0}.amax" + over;
          case MIN -> "{0}.amin" + over;
          case L2 -> "torch.sqrt(({0} * {0}).sum" + over + ")";
          // PyTorch multiplies along one axis at a time.
          case PRODUCT ->
              axes.stream()
                  .map(axis -> ".prod(" + axis + ", keepdim=True)")
                  .collect(Collectors.joining("", "{0}", ""));
        });
  }

  private static String joined(Node node, String separator) {
    return IntStream.range(0, node.inputs().size())
        .mapToObj(i -> "{" + i + "}")
        .collect(Collectors.joining(separator));
  }

  private Rendering constant(Node node, Op.Constant constant) {
    return constant.learned() && !shared.isFixed(node, ParameterSlot.VALUE)
        ? new Rendering.Stored(
            "torch.randn(" + StoredValues.shape(constant.shape()) + ") * 0.02", true)
        : new Rendering.Stored(values.text(node, ParameterSlot.VALUE), false);
  }

  private static Rendering conv(Op.Conv conv, int channels) {
    Window window = conv.window();
    Padding padding = window.padding();
    boolean even = padding.isSymmetric();
    List<Call> calls = new ArrayList<>(2);
    if (!even) {
      calls.add(pad(padding, 0));
    }
    calls.add(
        Call.of(
            "nn.Conv2d",
            Argument.required("in_channels", channels),
            Argument.required("out_channels", conv.outChannels()),
            Argument.required(
                "kernel_size", Python.sides(window.kernelHeight(), window.kernelWidth())),
            Argument.optional(
                "stride", Python.sides(window.strideHeight(), window.strideWidth()), "1"),
            Argument.optional(
                "padding", even ? Python.sides(padding.top(), padding.left()) : "0", "0"),
            Argument.optional(
                "dilation", Python.sides(window.dilationHeight(), window.dilationWidth()), "1"),
            Argument.optional("groups", Integer.toString(conv.groups()), "1"),
            Argument.optional("bias", Python.truth(conv.bias()), "True")));
    return new Rendering.Modules(calls);
  }

  /** PyTorch orders the sides left, right, top, bottom. */
  static String sides(Padding padding) {
    return Python.tuple(List.of(padding.left(), padding.right(), padding.top(), padding.bottom()));
  }

  static Call pad(Padding padding, double value) {
    return value == 0
        ? Call.of("nn.ZeroPad2d", Argument.required("pad", sides(padding)))
        : Call.of(
            "nn.ConstantPad2d",
            Argument.required("pad", sides(padding)),
            Argument.required("value", Python.real(value)));
  }

  private static Rendering batchNorm(Op.BatchNorm norm, Shape input) {
    Argument channels = Argument.required("num_features", input.channels());
    Argument epsilon = Argument.optional("eps", Python.real(norm.epsilon()), "1e-5");
    if (norm.scale() && norm.shift() && input.rank() <= 5) {
      int spatial = Math.max(1, input.rank() - 2);
      return Rendering.Modules.of(Call.of("nn.BatchNorm" + spatial + "d", channels, epsilon));
    }
    return Rendering.Modules.of(
        Call.of(
            SupportClass.PART_BATCH_NORM.className(),
            channels,
            epsilon,
            Argument.optional("scale", Python.truth(norm.scale()), "True"),
            Argument.optional("shift", Python.truth(norm.shift()), "True")));
  }

  private static Rendering layerNorm(Op.LayerNorm norm, Shape input) {
    List<Integer> sizes = norm.axes().stream().map(input::dim).toList();
    int first = input.rank() - norm.axes().size();
    boolean last = norm.axes().equals(IntStream.range(first, input.rank()).boxed().toList());
    String epsilon = Python.real(norm.epsilon());
    if (last) {
      return Rendering.Modules.of(
          Call.of(
              "nn.LayerNorm",
              Argument.required(
                  "normalized_shape",
                  sizes.size() == 1 ? sizes.getFirst().toString() : Python.tuple(sizes)),
              Argument.optional("eps", epsilon, "1e-5"),
              Argument.optional("elementwise_affine", Python.truth(norm.affine()), "True")));
    }
    return Rendering.Modules.of(
        Call.of(
            SupportClass.AXIS_NORM.className(),
            Argument.required("axes", Python.tuple(norm.axes())),
            Argument.required("shape", Python.tuple(sizes)),
            Argument.required("rank", input.rank()),
            Argument.required("eps", epsilon),
            Argument.optional("affine", Python.truth(norm.affine()), "True")));
  }

  private static Rendering resize(Op.Resize resize, Shape input) {
    String size = "(" + resize.height() + ", " + resize.width() + ")";
    Argument to = Argument.optional("size", size, "None");
    return switch (resize.interpolation()) {
      case NEAREST ->
          isExact(input.height(), resize.height()) && isExact(input.width(), resize.width())
              ? Rendering.Modules.of(
                  Call.of("nn.Upsample", to, Argument.optional("mode", "\"nearest\"", "")))
              : gathered(resize, input);
      case BILINEAR, BILINEAR_ALIGN_CORNERS ->
          Rendering.Modules.of(
              Call.of(
                  "nn.Upsample",
                  to,
                  Argument.optional("mode", "\"bilinear\"", ""),
                  Argument.optional(
                      "align_corners",
                      Python.truth(resize.interpolation() != Interpolation.BILINEAR),
                      "False")));
    };
  }

  /**
   * Whether single precision, in which PyTorch finds the source pixel, finds ⌊i · in / out⌋
   * everywhere.
   */
  static boolean isExact(int in, int out) {
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      if (Math.min((int) Math.floor(i * scale), in - 1) != (int) ((long) i * in / out)) {
        return false;
      }
    }
    return true;
  }

  private static Rendering gathered(Op.Resize resize, Shape input) {
    return new Rendering.Expression(
        "{0}[:, :, torch.arange(%d) * %d // %d][:, :, :, torch.arange(%d) * %d // %d]"
            .formatted(
                resize.height(),
                input.height(),
                resize.height(),
                resize.width(),
                input.width(),
                resize.width()));
  }

  /** The batch stays open where it is an axis of its own before and after. */
  private static Rendering reshape(Shape from, Shape to) {
    boolean batched = from.rank() > 0 && to.rank() > 0 && from.dim(0) == to.dim(0) && to.rank() > 1;
    if (batched && to.rank() == 2 && from.rank() > 2) {
      return Rendering.Modules.of(Call.of("nn.Flatten"));
    }
    String dims =
        IntStream.range(batched ? 1 : 0, to.rank())
            .mapToObj(i -> Integer.toString(to.dim(i)))
            .collect(Collectors.joining(", "));
    if (to.rank() == 0) {
      return new Rendering.Expression("{0}.reshape(())");
    }
    return new Rendering.Expression(
        "{0}.reshape(" + (batched ? "{0}.shape[0], " : "") + dims + ")");
  }
}
