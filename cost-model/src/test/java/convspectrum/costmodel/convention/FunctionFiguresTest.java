package convspectrum.costmodel.convention;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function of the ops that have one, on x of 1×8×6×6: 288 elements in 36 rows of 8. */
class FunctionFiguresTest {
  private static final GraphBuilder BUILDER = new GraphBuilder("functions");
  private static final Node X = BUILDER.input("x", Shape.of(1, 8, 6, 6));

  private static long figure(String convention, Op op, Node... inputs) {
    return Convention.named(convention).operations(BUILDER.add("y", op, inputs));
  }

  /** Per element: ptflops and DeepSpeed have hooks for the same functions. */
  @ParameterizedTest
  @CsvSource({
    "RELU,         1, 1",
    "RELU6,        1, 2",
    "LEAKY_RELU,   1, 2",
    "ELU,          1, 0",
    "SELU,         0, 0",
    "SIGMOID,      0, 32",
    "HARD_SIGMOID, 0, 4",
    "TANH,         0, 64",
    "SILU,         1, 33",
    "HARD_SWISH,   0, 5",
    "GELU,         1, 0",
    "GELU_TANH,    1, 0",
    "MISH,         0, 0",
    "SOFTPLUS,     0, 0",
    "CLIP,         0, 2"
  })
  void activations(ActivationFunction function, long hooked, long onnxTool) {
    Op op = Op.Activation.of(function);
    assertThat(figure("ptflops", op, X)).isEqualTo(hooked * 288);
    assertThat(figure("deepspeed", op, X)).isEqualTo(hooked * 288);
    assertThat(figure("onnx-tool", op, X)).isEqualTo(onnxTool * 288);
  }

  @ParameterizedTest
  @CsvSource({
    "EXP,        0, 32",
    "LOG,        1, 0",
    "SQRT,       0, 24",
    "RECIPROCAL, 1, 4",
    "ABS,        0, 1",
    "NEGATE,     1, 1",
    "ERF,        0, 0",
    "FLOOR,      0, 0",
    "CEIL,       0, 0",
    "SIGN,       0, 0",
    "SIN,        0, 0",
    "COS,        0, 0",
    "ATAN,       0, 0",
    "ROUND,      0, 0",
    "TRUNCATE,   0, 0",
    "TAN,        0, 0",
    "ASIN,       0, 0",
    "ACOS,       0, 0",
    "SINH,       0, 0",
    "COSH,       0, 0",
    "ASINH,      0, 0",
    "ACOSH,      0, 0",
    "ATANH,      0, 0",
    "IS_NAN,     0, 0",
    "NOT,        0, 0"
  })
  void functionsOfOneInput(UnaryFunction function, long keras, long onnxTool) {
    Op op = new Op.Unary(function);
    assertThat(figure("keras", op, X)).isEqualTo(keras * 288);
    assertThat(figure("onnx-tool", op, X)).isEqualTo(onnxTool * 288);
  }

  @ParameterizedTest
  @CsvSource({
    "SUBTRACT, 1, 1",
    "DIVIDE,   1, 4",
    "QUOTIENT, 0, 4",
    "MODULO,   0, 0",
    "REMAINDER, 0, 0",
    "POWER,    1, 32",
    "MINIMUM,  1, 1",
    "MAXIMUM,  1, 1",
    "EQUAL,    1, 1",
    "GREATER,  1, 1",
    "LESS,     1, 1",
    "PRELU,    0, 2"
  })
  void functionsOfTwoInputs(BinaryFunction function, long keras, long onnxTool) {
    Op op = new Op.Binary(function);
    assertThat(figure("keras", op, X, X)).isEqualTo(keras * 288);
    assertThat(figure("onnx-tool", op, X, X)).isEqualTo(onnxTool * 288);
  }

  /** L2 multiplies and adds per element, and takes a root of 24 per row: 2 · 288 + 24 · 36. */
  @ParameterizedTest
  @CsvSource({
    "MEAN, 288, 432",
    "SUM, 252, 288",
    "MAX, 0, 288",
    "MIN, 0, 288",
    "L2, 0, 1440",
    "PRODUCT, 0, 288"
  })
  void reductions(Reduction function, long keras, long onnxTool) {
    Op op = new Op.Reduce(function, List.of(1));
    assertThat(figure("keras", op, X)).isEqualTo(keras);
    assertThat(figure("onnx-tool", op, X)).isEqualTo(onnxTool);
  }

  /** A tool that asks for one of scale and shift counts the norm as affine. */
  @Test
  void normsThatOnlyScaleOrOnlyShift() {
    Op scales = new Op.BatchNorm(1e-5, true, false);
    Op shifts = new Op.BatchNorm(1e-5, false, true);
    for (Op norm : List.of(scales, shifts)) {
      assertThat(figure("fvcore", norm, X)).isEqualTo(2 * 288);
      assertThat(figure("ptflops", norm, X)).isEqualTo(2 * 288);
      assertThat(figure("thop", norm, X)).isEqualTo(4 * 288);
    }
    assertThat(figure("deepspeed", scales, X)).isEqualTo(2 * 288);
    assertThat(figure("deepspeed", shifts, X)).isEqualTo(288);
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void aFigureThatNoToolHasIsZeroEverywhere(ActivationFunction function) {
    Op op = Op.Activation.of(function);
    for (String tool : List.of("paper", "fvcore", "ptflops-aten", "thop", "torch", "keras")) {
      assertThat(figure(tool, op, X)).as(tool).isZero();
    }
  }

  @Test
  void unitsAndParametersAreThoseOfTheTools() {
    assertThat(Convention.all().stream().filter(c -> c.unit() == Unit.FLOP).map(Convention::name))
        .containsExactly("torch", "deepspeed", "keras");
    assertThat(
            Convention.all().stream()
                .filter(Convention::countsRunningStatistics)
                .map(Convention::name))
        .containsExactly("keras");
  }
}
