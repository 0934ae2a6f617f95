package convspectrum.formats.onnx.read.operator.layer;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.graph.PoolKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Convolutions, pools, norms, products of matrices, resampling and spectra: the ops of ONNX that
 * are understood, by name.
 */
public final class LayerOperators {
  private LayerOperators() {}

  /** The ops of ONNX itself. */
  public static Map<String, Operator> all() {
    Map<String, Operator> all = new HashMap<>();
    all.putAll(layers());
    all.putAll(WindowReader.OPERATORS);
    all.putAll(SpectrumReader.OPERATORS);
    return Map.copyOf(all);
  }

  private static Map<String, Operator> layers() {
    return Map.ofEntries(
        entry("Conv", Operator.single(ConvolutionReader::conv)),
        entry("CausalConvWithState", CausalConvolutionReader::convolution),
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
            RecordedReader.of(ChannelNormReader::instanceNorm, RecordedReader::instanceNorm)),
        entry(
            "GroupNormalization",
            RecordedReader.of(ChannelNormReader::groupNorm, RecordedReader::groupNorm)),
        entry(
            "LRN",
            RecordedReader.of(
                ChannelNormReader::localResponseNorm, RecordedReader::localResponseNorm)),
        entry("LpNormalization", RecordedReader.of(NormReader::lpNorm, RecordedReader::lpNorm)),
        entry("Resize", RecordedReader.of(ResizeReader::resize, ResizeReader::form)),
        entry("Upsample", RecordedReader.of(ResizeReader::upsample, ResizeReader::upsampleForm)));
  }

  /** The ops that ONNX Runtime writes into the files that it has optimised. */
  public static Map<String, Operator> contributed() {
    return FusedReader.OPERATORS;
  }
}
