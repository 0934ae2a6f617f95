package convspectrum.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** ONNX files that tests make of the tiny spec, sound and otherwise. */
public final class OnnxFiles {
  /** What {@link #tiny} is exported with. */
  public static final String[] DESIGN = {"--set=segments=8", "--set=out=16", "--seed=5"};

  private OnnxFiles() {}

  /**
   * A 1×1 convolution and a 3×3 in eight segments, with 16 channels at 6×6, as {@code export}
   * writes it.
   */
  public static Path tiny(Path folder) throws IOException {
    Path file = folder.resolve("tiny.onnx");
    Path spec = Specs.tiny(folder);
    Ran.done("export", spec.toString(), DESIGN[0], DESIGN[1], DESIGN[2], "--out=" + file);
    return file;
  }

  /** The tiny model, changed. */
  static Path changed(Path folder, String name, Consumer<ModelProto.Builder> change)
      throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(tiny(folder))).toBuilder();
    change.accept(model);
    return Files.write(folder.resolve(name), model.build().toByteArray());
  }

  /** Its second convolution is an op that nobody knows. */
  public static Path unknown(Path folder) throws IOException {
    return changed(
        folder,
        "unknown.onnx",
        model -> model.getGraphBuilder().getNodeBuilder(1).setOpType("Sparkle").setName("shine"));
  }

  /** Its weights are in a file that is not there. */
  public static Path withoutWeights(Path folder) throws IOException {
    return changed(
        folder,
        "stripped.onnx",
        model -> {
          for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
            tensor
                .clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue("gone.bin"));
          }
        });
  }

  /** Its first convolution reads what its second one makes. */
  static Path cyclic(Path folder) throws IOException {
    return changed(
        folder,
        "cyclic.onnx",
        model -> {
          String last = model.getGraph().getNode(1).getOutput(0);
          model.getGraphBuilder().getNodeBuilder(0).setInput(0, last);
        });
  }

  /** The sum of two sequences of five tokens, the second of which has one feature. */
  public static Path sum(Path folder) throws IOException {
    return changed(
        folder,
        "sum.onnx",
        model -> {
          model.getGraphBuilder().clearNode().clearInitializer().clearInput().clearOutput();
          model
              .getGraphBuilder()
              .addInput(value("tokens", 1, 5, 8))
              .addInput(value("position", 1, 5, 1))
              .addNode(
                  NodeProto.newBuilder()
                      .setOpType("Add")
                      .addInput("tokens")
                      .addInput("position")
                      .addOutput("y"))
              .addOutput(value("y", 1, 5, 8));
        });
  }

  private static ValueInfoProto value(String name, int... dims) {
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
    for (int dim : dims) {
      type.getShapeBuilder().addDimBuilder().setDimValue(dim);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
