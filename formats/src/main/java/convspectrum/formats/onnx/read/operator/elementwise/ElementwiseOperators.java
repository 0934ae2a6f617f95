package convspectrum.formats.onnx.read.operator.elementwise;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of each element by itself, and what reduces or ranks elements: the ops of ONNX that are
 * understood, by name.
 */
public final class ElementwiseOperators {
  private ElementwiseOperators() {}

  /** The ops of ONNX itself. */
  public static Map<String, Operator> all() {
    Map<String, Operator> all = new HashMap<>();
    all.putAll(reductions());
    all.putAll(activations());
    all.putAll(arithmetic());
    return Map.copyOf(all);
  }

  private static Map<String, Operator> reductions() {
    return Map.ofEntries(
        entry("GlobalMaxPool", ReductionReader.global(Reduction.MAX)),
        entry("GlobalAveragePool", ReductionReader.global(Reduction.MEAN)),
        entry("ReduceMean", ReductionReader.of(Reduction.MEAN)),
        entry("ReduceSum", ReductionReader.of(Reduction.SUM)),
        entry("ReduceMax", ReductionReader.of(Reduction.MAX)),
        entry("ReduceMin", ReductionReader.of(Reduction.MIN)),
        entry("ReduceL2", ReductionReader.of(Reduction.L2)),
        entry(
            "ReduceL1",
            RecordedReader.of(ReductionReader::l1, RecordedReader.reduction("ReduceL1"))),
        entry(
            "ReduceSumSquare",
            RecordedReader.of(
                ReductionReader::sumOfSquares, RecordedReader.reduction("ReduceSumSquare"))),
        entry(
            "ReduceLogSum",
            RecordedReader.of(ReductionReader::logSum, RecordedReader.reduction("ReduceLogSum"))),
        entry(
            "ReduceLogSumExp",
            RecordedReader.of(
                ReductionReader::logSumExp, RecordedReader.reduction("ReduceLogSumExp"))),
        entry("ReduceProd", ReductionReader.of(Reduction.PRODUCT)),
        entry("ArgMax", RankingReader.extreme(true)),
        entry("ArgMin", RankingReader.extreme(false)),
        entry("TopK", RankingReader::topK));
  }

  private static Map<String, Operator> activations() {
    return Map.ofEntries(
        entry("Relu", Operator.single(ActivationReader::relu)),
        entry("Sigmoid", ActivationReader.plain(ActivationFunction.SIGMOID)),
        entry("Tanh", ActivationReader.plain(ActivationFunction.TANH)),
        entry("Softplus", ActivationReader.plain(ActivationFunction.SOFTPLUS)),
        entry("Mish", ActivationReader.plain(ActivationFunction.MISH)),
        entry("HardSwish", ActivationReader.plain(ActivationFunction.HARD_SWISH)),
        entry("LeakyRelu", ActivationReader.leaky(ActivationFunction.LEAKY_RELU, 0.01f)),
        entry("Elu", ActivationReader.leaky(ActivationFunction.ELU, 1)),
        entry(
            "Celu",
            RecordedReader.pointwise(
                "Celu",
                ActivationReader::celu,
                node -> List.of(RecordedReader.real(node, "alpha", 1)))),
        entry(
            "Selu",
            RecordedReader.pointwise(
                "Selu",
                ActivationReader::selu,
                node ->
                    List.of(
                        RecordedReader.real(node, "alpha", 1.6732632),
                        RecordedReader.real(node, "gamma", 1.0507010)))),
        entry(
            "HardSigmoid",
            RecordedReader.pointwise(
                "HardSigmoid",
                ActivationReader::hardSigmoid,
                node ->
                    List.of(
                        RecordedReader.real(node, "alpha", 0.2f),
                        RecordedReader.real(node, "beta", 0.5)))),
        entry("Gelu", Operator.single(ActivationReader::gelu)),
        entry("Swish", RecordedReader.parts(ActivationReader::swish)),
        entry("SwiGLU", RecordedReader.parts(ActivationReader::gatedSwish)),
        entry(
            "Softsign",
            RecordedReader.pointwise("Softsign", ActivationReader::softsign, RecordedReader::none)),
        entry(
            "ThresholdedRelu",
            RecordedReader.pointwise(
                "ThresholdedRelu",
                ActivationReader::thresholded,
                node -> List.of(RecordedReader.real(node, "alpha", 1)))),
        entry(
            "Shrink",
            RecordedReader.pointwise(
                "Shrink",
                ActivationReader::shrink,
                node ->
                    List.of(
                        RecordedReader.real(node, "lambd", 0.5),
                        RecordedReader.real(node, "bias", 0)))),
        entry("Hardmax", RecordedReader.of(ActivationReader::hardmax, RecordedReader::hardmax)),
        entry("PRelu", Operator.single(ActivationReader::prelu)),
        entry("Clip", Operator.single(ActivationReader::clip)),
        entry("Softmax", Operator.single(ActivationReader::softmax)),
        entry(
            "LogSoftmax",
            RecordedReader.of(ActivationReader::logSoftmax, RecordedReader::logSoftmax)),
        entry("Dropout", ActivationReader::dropout));
  }

  private static Map<String, Operator> arithmetic() {
    return Map.ofEntries(
        entry("Add", ArithmeticReader.add()),
        entry("Sum", ArithmeticReader.add()),
        entry("Mul", ArithmeticReader.multiply()),
        entry("Sub", ArithmeticReader.subtract()),
        entry("Div", ArithmeticReader.divide()),
        entry("Mod", ArithmeticReader.modulo()),
        entry("Pow", ArithmeticReader.power()),
        entry("Min", ArithmeticReader.minimum()),
        entry("Max", ArithmeticReader.maximum()),
        entry("Mean", ArithmeticReader::mean),
        entry("Equal", ComparisonReader.equal()),
        entry("Greater", ComparisonReader.greater()),
        entry("Less", ComparisonReader.less()),
        entry("GreaterOrEqual", ComparisonReader.greaterOrEqual()),
        entry("LessOrEqual", ComparisonReader.lessOrEqual()),
        entry("And", ComparisonReader.and()),
        entry("Or", ComparisonReader.or()),
        entry("Where", Operator.single(ComparisonReader::where)),
        entry("Round", ArithmeticReader.unary(UnaryFunction.ROUND, Math::rint)),
        entry("Exp", ArithmeticReader.unary(UnaryFunction.EXP, Math::exp)),
        entry("Log", ArithmeticReader.unary(UnaryFunction.LOG, Math::log)),
        entry("Sqrt", ArithmeticReader.unary(UnaryFunction.SQRT, Math::sqrt)),
        entry("Reciprocal", ArithmeticReader.unary(UnaryFunction.RECIPROCAL, x -> 1 / x)),
        entry("Abs", ArithmeticReader.unary(UnaryFunction.ABS, Math::abs)),
        entry("Neg", ArithmeticReader.unary(UnaryFunction.NEGATE, x -> -x)),
        entry("Floor", ArithmeticReader.unary(UnaryFunction.FLOOR, Math::floor)),
        entry("Ceil", ArithmeticReader.unary(UnaryFunction.CEIL, Math::ceil)),
        entry("Sign", ArithmeticReader.unary(UnaryFunction.SIGN, Math::signum)),
        entry("Sin", ArithmeticReader.unary(UnaryFunction.SIN, Math::sin)),
        entry("Cos", ArithmeticReader.unary(UnaryFunction.COS, Math::cos)),
        entry("Tan", ArithmeticReader.unary(UnaryFunction.TAN, Math::tan)),
        entry("Sinh", ArithmeticReader.unary(UnaryFunction.SINH, Math::sinh)),
        entry("Cosh", ArithmeticReader.unary(UnaryFunction.COSH, Math::cosh)),
        entry("Asin", ArithmeticReader.unary(UnaryFunction.ASIN, Math::asin)),
        entry("Acos", ArithmeticReader.unary(UnaryFunction.ACOS, Math::acos)),
        entry("Atan", ArithmeticReader.unary(UnaryFunction.ATAN, Math::atan)),
        entry("Asinh", ArithmeticReader.activationsOnly(UnaryFunction.ASINH)),
        entry("Acosh", ArithmeticReader.activationsOnly(UnaryFunction.ACOSH)),
        entry("Atanh", ArithmeticReader.activationsOnly(UnaryFunction.ATANH)),
        entry("Xor", ComparisonReader.exclusiveOr()),
        entry("IsInf", RecordedReader.parts(ComparisonReader::isInfinite)),
        entry("BitShift", RecordedReader.parts(IntegerReader::shift)),
        entry("BitwiseNot", RecordedReader.parts(IntegerReader::not)),
        entry("BitwiseAnd", IntegerReader.bitwise(new Op.Multiply())),
        entry("BitwiseOr", IntegerReader.bitwise(new Op.Binary(BinaryFunction.MAXIMUM))),
        entry("BitwiseXor", IntegerReader.bitwise(new Op.Binary(BinaryFunction.EQUAL))),
        entry(
            "IsNaN",
            ArithmeticReader.unary(UnaryFunction.IS_NAN, Kind.BOOL, x -> Double.isNaN(x) ? 1 : 0)),
        entry("Not", ArithmeticReader.unary(UnaryFunction.NOT, Kind.BOOL, x -> x == 0 ? 1 : 0)),
        entry("Erf", ArithmeticReader.activationsOnly(UnaryFunction.ERF)));
  }
}
