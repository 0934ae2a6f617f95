package convspectrum.formats.onnx.write;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/**
 * Activations as ONNX nodes. What opset 17 has no operator for is composed, in the form that ONNX
 * Runtime's optimiser recognises and fuses again.
 */
final class ActivationWriter {
  private final OnnxGraph onnx;

  ActivationWriter(OnnxGraph onnx) {
    this.onnx = onnx;
  }

  void write(Node node, Op.Activation activation, String x) {
    List<String> input = List.of(x);
    switch (activation.function()) {
      case RELU -> onnx.result(node, "Relu", input);
      case RELU6 -> clip(node, x, 0, 6);
      case LEAKY_RELU ->
          onnx.result(node, "LeakyRelu", input, Attributes.number("alpha", activation.alpha()));
      case ELU -> onnx.result(node, "Elu", input, Attributes.number("alpha", activation.alpha()));
      case SELU -> onnx.result(node, "Selu", input);
      case SIGMOID -> onnx.result(node, "Sigmoid", input);
      case HARD_SIGMOID ->
          onnx.result(
              node,
              "HardSigmoid",
              input,
              Attributes.number("alpha", 1.0 / 6),
              Attributes.number("beta", 0.5));
      case TANH -> onnx.result(node, "Tanh", input);
      case SILU -> {
        String gate = onnx.part(node, "Sigmoid", "sigmoid", input);
        onnx.result(node, "Mul", List.of(x, gate));
      }
      case HARD_SWISH -> onnx.result(node, "HardSwish", input);
      case GELU -> gelu(node, x);
      case GELU_TANH -> geluTanh(node, x);
      case MISH -> {
        String softplus = onnx.part(node, "Softplus", "softplus", input);
        String gate = onnx.part(node, "Tanh", "tanh", List.of(softplus));
        onnx.result(node, "Mul", List.of(x, gate));
      }
      case SOFTPLUS -> onnx.result(node, "Softplus", input);
      case CLIP -> clip(node, x, activation.alpha(), activation.beta());
    }
  }

  private void clip(Node node, String x, double min, double max) {
    onnx.result(
        node, "Clip", List.of(x, onnx.scalar(node, "min", min), onnx.scalar(node, "max", max)));
  }

  /** x · (1 + erf(x / √2)) · ½. */
  private void gelu(Node node, String x) {
    String scaled =
        onnx.part(node, "Div", "scaled", List.of(x, onnx.scalar(node, "sqrt2", Math.sqrt(2))));
    String erf = onnx.part(node, "Erf", "erf", List.of(scaled));
    String shifted = onnx.part(node, "Add", "shifted", List.of(erf, onnx.scalar(node, "one", 1)));
    String product = onnx.part(node, "Mul", "product", List.of(x, shifted));
    onnx.result(node, "Mul", List.of(product, onnx.scalar(node, "half", 0.5)));
  }

  /** ½x · (1 + tanh(√(2/π) · (x + 0.044715x³))). */
  private void geluTanh(Node node, String x) {
    String cube = onnx.part(node, "Pow", "cube", List.of(x, onnx.scalar(node, "three", 3)));
    String term =
        onnx.part(node, "Mul", "term", List.of(cube, onnx.scalar(node, "coefficient", 0.044715)));
    String sum = onnx.part(node, "Add", "sum", List.of(x, term));
    double factor = Math.sqrt(2 / Math.PI);
    String scaled =
        onnx.part(node, "Mul", "scaled", List.of(sum, onnx.scalar(node, "factor", factor)));
    String tanh = onnx.part(node, "Tanh", "tanh", List.of(scaled));
    String shifted = onnx.part(node, "Add", "shifted", List.of(tanh, onnx.scalar(node, "one", 1)));
    String half = onnx.part(node, "Mul", "half_x", List.of(x, onnx.scalar(node, "half", 0.5)));
    onnx.result(node, "Mul", List.of(half, shifted));
  }
}
