package convspectrum.executor.nodes;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a node test as a file of a network, runs it and compares. */
final class NodeRun {
  private final Path folder;

  /** Runs that write their models into a folder. */
  NodeRun(Path folder) {
    this.folder = folder;
  }

  /**
   * A verdict and its reason.
   *
   * @param reason of a refusal the message without the file, of a wrong output the first difference
   */
  record Outcome(Verdict verdict, String reason) {}

  Outcome of(NodeCase test) throws IOException {
    Optional<String> outside = Scope.outside(test);
    if (outside.isPresent()) {
      return new Outcome(Verdict.OUTSIDE, outside.get());
    }
    Outcome live = run(test, 1);
    if (live.verdict != Verdict.REFUSED) {
      return live;
    }
    Outcome stored = run(test, 0);
    return stored.verdict == Verdict.RIGHT ? new Outcome(Verdict.STORED, live.reason) : live;
  }

  private Outcome run(NodeCase test, int live) throws IOException {
    ModelProto model = test.stored(live);
    Path file = Files.write(folder.resolve("model.onnx"), model.toByteArray());
    List<Tensor> outputs;
    try {
      ImportedModel imported = OnnxReader.read(file, ReadOptions.DEFAULT);
      outputs = run(imported, test);
    } catch (SpecException e) {
      Fault fault = e.faults().getFirst();
      return new Outcome(Verdict.REFUSED, fault.problem());
    } catch (UnsupportedGraphException e) {
      return new Outcome(Verdict.REFUSED, String.valueOf(e.getMessage()));
    }
    List<ValueInfoProto> names = model.getGraph().getOutputList();
    for (int i = 0; i < names.size(); i++) {
      ValueInfoProto info = names.get(i);
      NodeArray expected = Objects.requireNonNull(test.outputs().get(info.getName()));
      Optional<String> difference =
          difference(expected, outputs.get(i), info.getType().getTensorType().getElemType());
      if (difference.isPresent()) {
        return new Outcome(Verdict.WRONG, info.getName() + ": " + difference.get());
      }
    }
    return new Outcome(Verdict.RIGHT, "");
  }

  private static List<Tensor> run(ImportedModel model, NodeCase test) {
    List<Tensor> inputs = new ArrayList<>();
    for (Node node : model.graph().nodes()) {
      if (node.op() instanceof Op.Input) {
        NodeArray array = Objects.requireNonNull(test.inputs().get(node.name()), node.name());
        inputs.add(Tensor.of(node.shape(), array.values()));
      }
    }
    List<Tensor> outputs = Signature.of(model.graph()).newOutputs();
    try (Program program =
        Runtimes.named("reference")
            .compile(model.graph(), model.weights(), RunOptions.SINGLE_THREAD)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }

  /** Where the number of rows depends on values, there are the most, and those left are −1. */
  private static boolean isFollowedByUnusedRows(NodeArray expected, Tensor actual) {
    int[] dims = expected.dims();
    boolean rows =
        dims.length == 2 && actual.shape().rank() == 2 && actual.shape().dim(1) == dims[1];
    int used = expected.values().length;
    return rows
        && used <= actual.data().length
        && IntStream.range(used, actual.data().length).allMatch(i -> actual.data()[i] == -1);
  }

  /** What differs by more than the rounding of the output's type allows. */
  private static Optional<String> difference(NodeArray expected, Tensor actual, int type) {
    if (!Arrays.equals(expected.dims(), actual.shape().toArray())
        && !isFollowedByUnusedRows(expected, actual)) {
      return Optional.of(
          actual.shape() + " where " + Arrays.toString(expected.dims()) + " is expected");
    }
    double tolerance =
        switch (type) {
          // As ONNX's own runner has it: some expected outputs are written down with four digits.
          case DataType.FLOAT_VALUE, DataType.DOUBLE_VALUE -> 1e-3;
          case DataType.FLOAT16_VALUE -> 2e-3;
          case DataType.BFLOAT16_VALUE -> 1.6e-2;
          default -> 0;
        };
    for (int i = 0; i < expected.values().length; i++) {
      float right = expected.values()[i];
      float found = actual.data()[i];
      boolean same =
          Float.compare(right + 0f, found + 0f) == 0
              || Math.abs(right - found) <= tolerance * Math.max(Math.abs(right), 0.05);
      if (!same) {
        return Optional.of(
            String.format(Locale.ROOT, "%s where %s is expected, at %d", found, right, i));
      }
    }
    return Optional.empty();
  }
}
