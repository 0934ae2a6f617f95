package convspectrum.cli.fuzz;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.Message;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.tensor.SeededWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** ONNX models: read strictly and leniently, and counted. */
final class OnnxTarget implements FuzzTarget {
  /** Ops that no seed may have. */
  private static final List<String> WORDS =
      List.of(
          "",
          "If",
          "Loop",
          "Scan",
          "Constant",
          "ConstantOfShape",
          "Reshape",
          "Resize",
          "Split",
          "Concat",
          "Slice",
          "Gather",
          "Tile",
          "Expand",
          "Range",
          "Pad",
          "Conv",
          "ConvTranspose",
          "QLinearConv",
          "QLinearConcat",
          "QLinearWhere",
          "QuantizeLinear",
          "com.microsoft",
          "channels_last",
          "block_size",
          "output_dtype",
          "direction",
          "layout",
          "is_causal",
          "softcap",
          "MatMul",
          "Gemm",
          "Einsum",
          "LSTM",
          "GRU",
          "BatchNormalization",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "Add",
          "Mul",
          "Pow",
          "Where",
          "TopK",
          "ReduceMean",
          "Shape",
          "Size",
          "Transpose",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Cast",
          "NonZero",
          "Identity",
          "axis",
          "axes",
          "perm",
          "group",
          "pads",
          "strides",
          "dilations",
          "kernel_shape",
          "auto_pad",
          "SAME_UPPER",
          "value",
          "to",
          "equation",
          "ij,jk->ik");

  /** Small networks that have most ops that the writer knows. */
  private static final List<String> NETWORKS =
      List.of(
          """
          input: {channels: 4, height: 9, width: 7}
          layers:
            - conv: {out: 8, kernel: 3, stride: 2, norm: batch, activation: relu}
            - segmented: {out: 8, segments: 2}
            - separable: {out: 8, activation: hard-swish}
            - pool: {kind: max, kernel: 3, stride: 2, padding: 1}
            - flatten
            - linear: 10
          """,
          """
          input: {channels: 8, height: 8, width: 8}
          layers:
            - inverted-residual: {out: 8, expansion: 2, squeeze-excite: 0.25}
            - residual: {body: [depthwise: {kernel: 7}, norm: layer], scale: 0.17}
            - branches:
                of: [[identity], [pool: {kind: average, kernel: 3, stride: 1, padding: 1}]]
            - split: {of: [[identity], [pointwise: {out: 4}]]}
          """);

  private final MessageMutator mutator;
  private final Path file;

  OnnxTarget(Path folder) throws IOException {
    List<Message> seeds = new ArrayList<>();
    for (String network : NETWORKS) {
      Spec spec = Spec.parse("seed.yaml", network);
      seeds.add(OnnxWriter.model(spec.graph(spec.defaults()), new SeededWeights(1)));
    }
    seeds.addAll(OnnxSeeds.all());
    for (Path seed : Seeds.files(".onnx")) {
      seeds.add(ModelProto.parseFrom(Files.readAllBytes(seed)));
    }
    this.mutator = new MessageMutator(seeds, WORDS);
    this.file = folder.resolve("model.onnx");
  }

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    return mutator.input(random);
  }

  @Override
  public void read(byte[] input) throws IOException {
    Files.write(file, input);
    boolean strict = true;
    try {
      use(ReadOptions.DEFAULT);
    } catch (SpecException e) {
      strict = false;
    }
    try {
      use(new ReadOptions(Optional.empty(), true));
    } catch (SpecException e) {
      if (strict) {
        throw new AssertionError("is read strictly, and refused leniently", e);
      }
      throw e;
    }
  }

  private void use(ReadOptions options) {
    NetworkUse.of(Network.imported(file, OnnxReader.read(file, options)));
  }
}
