package convspectrum.formats.onnx.write;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.VALUE;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import ai.onnx.proto.OnnxMl.AttributeProto;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes each op as ONNX nodes. */
final class OpWriter {
  /** As a size of a Reshape: that of the input. */
  private static final int KEPT = 0;

  private final OnnxGraph onnx;
  private final Weights weights;
  private final ActivationWriter activations;
  private final PoolWriter pools;
  private final NormWriter norms;
  private final ResizeWriter resizes;
  private final ElementwiseWriter elementwise;
  private final CompositeWriter composites;
  private final IntegerWriter integers;

  OpWriter(OnnxGraph onnx, Weights weights, IntegerWriter integers) {
    this.onnx = onnx;
    this.integers = integers;
    this.weights = weights;
    this.activations = new ActivationWriter(onnx);
    this.pools = new PoolWriter(onnx);
    this.norms = new NormWriter(onnx, weights);
    this.resizes = new ResizeWriter(onnx);
    this.elementwise = new ElementwiseWriter(onnx);
    this.composites = new CompositeWriter(onnx, weights);
  }

  void write(Node node) {
    switch (node.op()) {
      case Op.Input input -> onnx.input(node, input.integers());
      case Op.Constant(Shape shape, boolean learned) ->
          onnx.result(
              node,
              "Identity",
              List.of(
                  learned
                      ? stored(node, VALUE)
                      : onnx.floats(
                          node, VALUE, weights.get(node, VALUE).data(), shape.toArray())));
      case Op.Composite composite -> composites.write(node, CompositeOp.of(composite));
      case Op.Conv conv -> conv(node, conv);
      case Op.Linear linear -> linear(node, linear);
      case Op.BatchNorm norm -> norms.batchNorm(node, norm, input(node));
      case Op.LayerNorm norm -> norms.layerNorm(node, norm, input(node));
      case Op.Activation activation -> activations.write(node, activation, input(node));
      case Op.Pool pool -> pools.write(node, pool, input(node));
      case Op.GlobalPool pool ->
          onnx.result(
              node,
              pool.kind() == PoolKind.MAX ? "GlobalMaxPool" : "GlobalAveragePool",
              inputs(node));
      // A sum of two inputs becomes the plain Add, which optimisers know best.
      case Op.Add _ -> onnx.result(node, node.inputs().size() == 2 ? "Add" : "Sum", inputs(node));
      case Op.Multiply _ -> multiply(node);
      case Op.Concat concat ->
          onnx.result(node, "Concat", inputs(node), Attributes.integer("axis", concat.axis()));
      case Op.Slice slice ->
          onnx.result(
              node,
              "Slice",
              List.of(
                  input(node),
                  onnx.integers(node, "starts", slice.start()),
                  onnx.integers(node, "ends", slice.end()),
                  onnx.integers(node, "axes", slice.axis())));
      case Op.ChannelShuffle shuffle -> shuffle(node, shuffle);
      case Op.Pad pad -> pad(node, pad);
      case Op.Resize resize -> resizes.write(node, resize, input(node));
      case Op.Softmax softmax ->
          onnx.result(node, "Softmax", inputs(node), Attributes.integer("axis", softmax.axis()));
      case Op.MatMul _ -> onnx.result(node, "MatMul", inputs(node));
      case Op.Transpose transpose ->
          onnx.result(
              node, "Transpose", inputs(node), Attributes.integers("perm", ints(transpose)));
      case Op.Gather gather ->
          onnx.result(
              node,
              "Gather",
              List.of(input(node), onnx.integers(node, node.inputs().get(1))),
              Attributes.integer("axis", gather.axis()));
      case Op.Reshape reshape -> reshape(node, reshape.shape());
      case Op.Scale scale ->
          onnx.result(
              node, "Mul", List.of(input(node), onnx.scalar(node, "factor", scale.factor())));
      case Op.ChannelScale _ -> channelScale(node);
      case Op.Unary unary -> elementwise.unary(node, unary.function(), inputs(node));
      case Op.Binary binary -> elementwise.binary(node, binary.function(), inputs(node));
      case Op.Where _ -> elementwise.where(node, inputs(node));
      case Op.Reduce reduce -> elementwise.reduce(node, reduce, inputs(node));
      case Op.Identity _ -> onnx.result(node, "Identity", inputs(node));
      // A product with 0 would keep infinities and NaN.
      case Op.Zero _ ->
          onnx.result(
              node,
              "ConstantOfShape",
              List.of(onnx.integers(node, "shape", node.shape().toArray())));
    }
  }

  private void conv(Node node, Op.Conv conv) {
    Window window = conv.window();
    List<String> inputs = new ArrayList<>(List.of(input(node)));
    inputs.addAll(layer(node, conv.bias()));
    onnx.result(
        node,
        "Conv",
        inputs,
        Attributes.integers("dilations", window.dilationHeight(), window.dilationWidth()),
        Attributes.integer("group", conv.groups()),
        Attributes.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
        Attributes.pads(window.padding()),
        Attributes.integers("strides", window.strideHeight(), window.strideWidth()));
  }

  /** Gemm takes matrices only; of other ranks a product with the transposed weights. */
  private void linear(Node node, Op.Linear linear) {
    if (node.shape().rank() == 2) {
      List<String> inputs = new ArrayList<>(List.of(input(node)));
      inputs.addAll(layer(node, linear.bias()));
      onnx.result(node, "Gemm", inputs, Attributes.integer("transB", 1));
      return;
    }
    List<String> stored = matrix(node, linear.bias());
    List<String> factors = List.of(input(node), stored.getFirst());
    if (linear.bias()) {
      String product = onnx.part(node, "MatMul", "product", factors);
      onnx.result(node, "Add", List.of(product, stored.getLast()));
    } else {
      onnx.result(node, "MatMul", factors);
    }
  }

  /** The weights of a layer, and its bias if it has one. */
  private List<String> layer(Node node, boolean bias) {
    return integers
        .layer(node, bias)
        .orElseGet(() ->
            bias
                ? List.of(stored(node, WEIGHT), stored(node, BIAS))
                : List.of(stored(node, WEIGHT)));
  }

  /** The same, with the weights transposed: a row for each input. */
  private List<String> matrix(Node node, boolean bias) {
    return integers
        .matrix(node, bias)
        .orElseGet(() -> {
          List<String> stored = new ArrayList<>(layer(node, bias));
          AttributeProto turned = Attributes.integers("perm", 1, 0);
          stored.set(
              0, onnx.part(node, "Transpose", "transposed", List.of(stored.getFirst()), turned));
          return stored;
        });
  }

  private void multiply(Node node) {
    List<String> inputs = inputs(node);
    String product = inputs.getFirst();
    for (String factor : inputs.subList(1, inputs.size() - 1)) {
      product = onnx.part(node, "Mul", "product", List.of(product, factor));
    }
    onnx.result(node, "Mul", List.of(product, inputs.getLast()));
  }

  private void shuffle(Node node, Op.ChannelShuffle shuffle) {
    Shape shape = node.shape();
    String grouped =
        onnx.integers(
            node,
            "grouped_shape",
            KEPT,
            shuffle.groups(),
            shape.channels() / shuffle.groups(),
            shape.height(),
            shape.width());
    String split = onnx.part(node, "Reshape", "grouped", List.of(input(node), grouped));
    String swapped =
        onnx.part(
            node,
            "Transpose",
            "transposed",
            List.of(split),
            Attributes.integers("perm", 0, 2, 1, 3, 4));
    String whole = onnx.integers(node, "shape", keepingBatch(shape, shape));
    onnx.result(node, "Reshape", List.of(swapped, whole));
  }

  private void pad(Node node, Op.Pad pad) {
    Padding p = pad.padding();
    onnx.result(
        node,
        "Pad",
        List.of(
            input(node),
            onnx.integers(node, "pads", 0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()),
            onnx.scalar(node, "value", pad.value())));
  }

  private void reshape(Node node, Shape shape) {
    onnx.result(
        node,
        "Reshape",
        List.of(input(node), onnx.integers(node, "shape", keepingBatch(node.inputShape(), shape))));
  }

  /** The sizes of a new shape; a batch that stays is not named, so that it may be another one. */
  private static int[] keepingBatch(Shape old, Shape shape) {
    int[] sizes = shape.toArray();
    if (old.rank() > 0 && sizes.length > 0 && old.dim(0) == sizes[0]) {
      sizes[0] = KEPT;
    }
    return sizes;
  }

  /** The factors as (C, 1, 1, …), so that they broadcast along axis 1. */
  private void channelScale(Node node) {
    int[] dims = new int[node.shape().rank() - 1];
    Arrays.fill(dims, 1);
    dims[0] = node.shape().channels();
    String factors = onnx.initializer(node, WEIGHT, weights.get(node, WEIGHT), Shape.of(dims));
    onnx.result(node, "Mul", List.of(input(node), factors));
  }

  private String stored(Node node, String role) {
    var tensor = weights.get(node, role);
    return onnx.initializer(node, role, tensor, tensor.shape());
  }

  private String input(Node node) {
    return onnx.value(node.inputs().getFirst());
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(onnx::value).toList();
  }

  private static int[] ints(Op.Transpose transpose) {
    return transpose.permutation().stream().mapToInt(Integer::intValue).toArray();
  }
}
