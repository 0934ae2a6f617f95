package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what is integer in a network as ONNX's QuantizeLinear and DequantizeLinear, between which
 * ops stand as they do in a network of real numbers: runtimes find integer kernels for the pattern.
 */
final class IntegerWriter {
  private static final int OUTPUT_CHANNELS = 0;

  private final OnnxGraph onnx;
  private final Map<String, ValueScale> values;
  private final Map<String, LayerIntegers> layers;

  IntegerWriter(OnnxGraph onnx, Map<String, ValueScale> values, Map<String, LayerIntegers> layers) {
    this.onnx = onnx;
    this.values = values;
    this.layers = layers;
  }

  /**
   * Makes the value of a node that was written one of integers, if it is stored so.
   *
   * @param name the node's name in the network
   */
  void value(Node node, String name) {
    ValueScale scale = values.get(name);
    if (scale == null) {
      return;
    }
    String step = onnx.scalar(node, "scale", scale.scale());
    ByteString zero = ByteString.copyFrom(new byte[] {(byte) scale.zeroPoint()});
    String zeroPoint = onnx.typed(node, "zero_point", DataType.UINT8, zero, false);
    String integers =
        onnx.part(node, "QuantizeLinear", "integers", List.of(onnx.value(node), step, zeroPoint));
    onnx.becomes(
        node, onnx.part(node, "DequantizeLinear", "rounded", List.of(integers, step, zeroPoint)));
  }

  /** The weights of a layer of integers, and its bias if it has one; empty for any other layer. */
  Optional<List<String>> layer(Node node, boolean bias) {
    return stored(node)
        .map(layer -> {
          int[] dims = shape(node).toArray();
          String weight = weight(node, layer, layer.weights(), OUTPUT_CHANNELS, dims);
          return bias ? List.of(weight, bias(node, layer)) : List.of(weight);
        });
  }

  /** The same of a linear layer, with a row of weights for each input. */
  Optional<List<String>> matrix(Node node, boolean bias) {
    return stored(node)
        .map(layer -> {
          int outputs = shape(node).dim(0);
          int inputs = shape(node).dim(1);
          byte[] turned = new byte[layer.weights().length];
          for (int i = 0; i < turned.length; i++) {
            turned[i] = layer.weights()[i % outputs * inputs + i / outputs];
          }
          String weight = weight(node, layer, turned, 1, inputs, outputs);
          return bias ? List.of(weight, realBias(node, layer)) : List.of(weight);
        });
  }

  private Optional<LayerIntegers> stored(Node node) {
    return Optional.ofNullable(layers.get(node.name()));
  }

  private static Shape shape(Node node) {
    return node.parameters().getFirst().shape();
  }

  private String weight(Node node, LayerIntegers layer, byte[] values, int axis, int... dims) {
    String integers =
        onnx.typed(
            node, ParameterSlot.WEIGHT, DataType.INT8, ByteString.copyFrom(values), true, dims);
    int channels = layer.scales().length;
    String scales = onnx.floats(node, "weight_scale", layer.scales(), channels);
    ByteString zeros = ByteString.copyFrom(new byte[channels]);
    String zeroPoints =
        onnx.typed(node, "weight_zero_point", DataType.INT8, zeros, false, channels);
    return onnx.part(
        node,
        "DequantizeLinear",
        "weight",
        List.of(integers, scales, zeroPoints),
        Attributes.integer("axis", axis));
  }

  private String bias(Node node, LayerIntegers layer) {
    int[] integers = layer.bias();
    ByteBuffer bytes =
        ByteBuffer.allocate(integers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : integers) {
      bytes.putInt(value);
    }
    String stored =
        onnx.typed(
            node,
            ParameterSlot.BIAS,
            DataType.INT32,
            ByteString.copyFrom(bytes.flip()),
            true,
            integers.length);
    String scales = onnx.floats(node, "bias_scale", steps(node, layer), integers.length);
    return onnx.part(
        node, "DequantizeLinear", "bias", List.of(stored, scales), Attributes.integer("axis", 0));
  }

  /** The bias that is added to real products. */
  private String realBias(Node node, LayerIntegers layer) {
    float[] steps = steps(node, layer);
    float[] real = new float[steps.length];
    for (int k = 0; k < real.length; k++) {
      real[k] = (float) ((double) steps[k] * layer.bias()[k]);
    }
    return onnx.initializer(
        node, ParameterSlot.BIAS, Tensor.of(Shape.of(real.length), real), Shape.of(real.length));
  }

  private float[] steps(Node node, LayerIntegers layer) {
    ValueScale input = values.get(node.inputs().getFirst().name());
    if (input == null) {
      throw new IllegalStateException(node + " has integers, but its input has none");
    }
    float[] steps = new float[layer.scales().length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = input.scale() * layer.scales()[k];
    }
    return steps;
  }
}
