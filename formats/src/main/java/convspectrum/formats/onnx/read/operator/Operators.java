package convspectrum.formats.onnx.read.operator;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ops of ONNX that are understood, by name. */
public final class Operators {
  private static final Map<String, Operator> FIXED = fixed();
  private static final Map<String, Operator> CONTRIBUTED = contributed();

  private final Map<String, Operator> ofTensors;

  /** Ops of a model whose attributes hold tensors like {@code tensors}. */
  public Operators(StoredTensors tensors) {
    ofTensors =
        Map.of(
            "Constant", ShapeReader.constant(tensors),
            "ConstantOfShape", ShapeReader.constantOfShape(tensors));
  }

  public @Nullable Operator get(String type) {
    Operator operator = ofTensors.get(type);
    return operator == null ? FIXED.get(type) : operator;
  }

  /** An op that ONNX Runtime writes into the files that it has optimised. */
  public @Nullable Operator contributed(String type) {
    return CONTRIBUTED.get(type);
  }

  /** Every op that is known. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(FIXED.keySet());
    names.addAll(ofTensors.keySet());
    names.addAll(CONTRIBUTED.keySet());
    return names;
  }

  private static Map<String, Operator> fixed() {
    Map<String, Operator> all = new HashMap<>();
    all.putAll(layers());
    all.putAll(activations());
    all.putAll(arithmetic());
    all.putAll(reductions());
    all.putAll(layouts());
    all.putAll(indices());
    all.putAll(sequences());
    all.putAll(tokens());
    all.putAll(QuantisedReader.OPERATORS);
    all.putAll(WindowReader.OPERATORS);
    all.putAll(SpectrumReader.OPERATORS);
    return Map.copyOf(all);
  }

  private static Map<String, Operator> contributed() {
    Map<String, Operator> all = new HashMap<>(FusedReader.OPERATORS);
    all.putAll(QLinearReader.OPERATORS);
    all.putAll(FusedAttentionReader.OPERATORS);
    return Map.copyOf(all);
  }

  private static Map<String, Operator> layers() {
    return Map.ofEntries(
        entry("Conv", Operator.single(ConvolutionReader::conv)),
        entry("CausalConvWithState", CausalConvolutionReader::convolution),
        entry("LinearAttention", LinearAttentionReader::attention),
        entry("ConvTranspose", Operator.single(TransposedConvolutionReader::convTranspose)),
        entry("Col2Im", Operator.single(TransposedConvolutionReader::columnsToImage)),
        entry("DeformConv", Operator.single(SamplingReader::deformConv)),
        entry("GridSample", Operator.single(SamplingReader::gridSample)),
        entry("AffineGrid", Operator.single(SamplingReader::affineGrid)),
        entry("RoiAlign", Operator.single(SamplingReader::roiAlign)),
        entry("MaxRoiPool", Operator.single(SamplingReader::roiPool)),
        entry("NonMaxSuppression", Operator.single(SamplingReader::suppression)),
        entry("LpPool", Operator.single(PoolReader::lpPool)),
        entry("MaxUnpool", RecordedReader.whole(PoolReader::unpool)),
        entry("GlobalLpPool", Operator.single(PoolReader::globalLpPool)),
        entry("MaxPool", RecordedReader.pool("MaxPool", PoolReader.pool(PoolKind.MAX))),
        entry("AveragePool", RecordedReader.pool("AveragePool", PoolReader.pool(PoolKind.AVERAGE))),
        entry("GlobalMaxPool", ReductionReader.global(Reduction.MAX)),
        entry("GlobalAveragePool", ReductionReader.global(Reduction.MEAN)),
        entry("Gemm", Operator.single(MatrixReader::gemm)),
        entry("MatMul", Operator.single(MatrixReader::matMul)),
        entry("Einsum", RecordedReader.of(EinsumReader::einsum, RecordedReader::einsum)),
        entry("BatchNormalization", Operator.single(NormReader::batchNorm)),
        entry("LayerNormalization", NormReader::layerNorms),
        entry("RMSNormalization", RecordedReader.parts(NormReader::rmsNorm)),
        // ONNX Runtime writes it into the domain of ONNX.
        entry("SimplifiedLayerNormalization", RecordedReader.parts(NormReader::rmsNorm)),
        entry("MeanVarianceNormalization", Operator.single(NormReader::meanVariance)),
        entry(
            "InstanceNormalization",
            RecordedReader.of(NormReader::instanceNorm, RecordedReader::instanceNorm)),
        entry(
            "GroupNormalization",
            RecordedReader.of(NormReader::groupNorm, RecordedReader::groupNorm)),
        entry(
            "LRN",
            RecordedReader.of(NormReader::localResponseNorm, RecordedReader::localResponseNorm)),
        entry("LpNormalization", RecordedReader.of(NormReader::lpNorm, RecordedReader::lpNorm)));
  }

  /** What works on tokens or on steps in time. */
  private static Map<String, Operator> tokens() {
    return Map.of(
        "Attention", AttentionReader::attention,
        "RotaryEmbedding", Operator.single(AttentionReader::rotary),
        "LSTM", RecurrentReader.lstm(),
        "GRU", RecurrentReader.gru(),
        "RNN", RecurrentReader.plain());
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
            RecordedReader.of(ActivationReader::logSoftmax, RecordedReader::logSoftmax)));
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
        entry("Equal", ArithmeticReader.equal()),
        entry("Greater", ArithmeticReader.greater()),
        entry("Less", ArithmeticReader.less()),
        entry("GreaterOrEqual", ArithmeticReader.greaterOrEqual()),
        entry("LessOrEqual", ArithmeticReader.lessOrEqual()),
        entry("And", ArithmeticReader.and()),
        entry("Or", ArithmeticReader.or()),
        entry("Where", Operator.single(ArithmeticReader::where)),
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
        entry("Xor", ArithmeticReader.exclusiveOr()),
        entry("IsInf", RecordedReader.parts(ArithmeticReader::isInfinite)),
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

  private static Map<String, Operator> reductions() {
    return Map.ofEntries(
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
        entry("ReduceProd", ReductionReader.of(Reduction.PRODUCT)));
  }

  private static Map<String, Operator> layouts() {
    Operator same = Operator.single(node -> node.input(0));
    return Map.ofEntries(
        entry("Identity", same),
        entry("Dropout", ActivationReader::dropout),
        entry("Cast", RecordedReader.parts(ShapeReader::cast)),
        entry("CastLike", RecordedReader.parts(ShapeReader::castLike)),
        entry("Shape", Operator.single(ShapeReader::shape)),
        entry("Size", Operator.single(ShapeReader::size)),
        entry("Range", Operator.single(ShapeReader::range)),
        entry("Reshape", Operator.single(LayoutReader::reshape)),
        entry("Flatten", Operator.single(LayoutReader::flatten)),
        entry("Squeeze", Operator.single(LayoutReader::squeeze)),
        entry("Unsqueeze", Operator.single(LayoutReader::unsqueeze)),
        entry("Transpose", Operator.single(LayoutReader::transpose)),
        entry("Concat", Operator.single(PartsReader::concat)),
        entry("Slice", RecordedReader.of(PartsReader::slice, RecordedReader::slice)),
        entry("Split", PartsReader::split),
        entry("Expand", RecordedReader.of(PartsReader::expand, RecordedReader::expand)),
        entry("Tile", RecordedReader.of(PartsReader::tile, RecordedReader::tile)),
        entry(
            "DepthToSpace",
            RecordedReader.of(LayoutReader::depthToSpace, RecordedReader::depthToSpace)),
        entry(
            "SpaceToDepth",
            RecordedReader.of(LayoutReader::spaceToDepth, RecordedReader::spaceToDepth)),
        entry("Pad", RecordedReader.of(PadReader::pad, RecordedReader::pad)),
        entry("CenterCropPad", RecordedReader.parts(PadReader::centred)),
        entry("Resize", RecordedReader.of(ResizeReader::resize, ResizeReader::form)),
        entry("Upsample", RecordedReader.of(ResizeReader::upsample, ResizeReader::upsampleForm)));
  }

  private static Map<String, Operator> indices() {
    return Map.ofEntries(
        entry("Gather", Operator.single(IndexReader::gather)),
        entry("GatherElements", RecordedReader.whole(IndexReader::gatherElements)),
        entry("GatherND", RecordedReader.whole(IndexReader::gatherNd)),
        entry("Scatter", RecordedReader.parts(IndexReader::scatterElements)),
        entry("ScatterElements", RecordedReader.parts(IndexReader::scatterElements)),
        entry("ScatterND", RecordedReader.parts(IndexReader::scatterNd)),
        entry(
            "CumSum", RecordedReader.of(IndexReader::cumulativeSum, RecordedReader::cumulativeSum)),
        entry("CumProd", RecordedReader.parts(RearrangingReader::cumulativeProduct)),
        entry(
            "ReverseSequence",
            RecordedReader.of(RearrangingReader::reverse, RecordedReader::reverseSequence)),
        entry("TensorScatter", RecordedReader.parts(RearrangingReader::tensorScatter)),
        entry("EyeLike", Operator.single(IndexReader::eyeLike)),
        entry("Trilu", RecordedReader.whole(IndexReader::triangle)),
        entry("OneHot", RecordedReader.parts(OneHotReader::oneHot)),
        entry("NonZero", Operator.single(IndexReader::nonZero)),
        entry("Compress", RecordedReader.whole(IndexReader::compress)),
        entry("ArgMax", RankingReader.extreme(true)),
        entry("ArgMin", RankingReader.extreme(false)),
        entry("TopK", RankingReader::topK));
  }

  private static Map<String, Operator> sequences() {
    return Map.of(
        "SequenceConstruct", Operator.single(SequenceReader::construct),
        "SequenceEmpty", Operator.single(SequenceReader::empty),
        "SequenceInsert", Operator.single(SequenceReader::insert),
        "SequenceAt", Operator.single(SequenceReader::at),
        "SequenceLength", Operator.single(SequenceReader::length),
        "SplitToSequence", Operator.single(SequenceReader::split),
        "ConcatFromSequence", Operator.single(SequenceReader::concat));
  }
}
