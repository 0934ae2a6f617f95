package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Control flow that constants decide: the branch of an If, and the steps of a Loop or a Scan, which
 * come one after the other, as if the file had them so.
 */
record ControlFlow(
    GraphReader reader, Functions functions, StoredTensors tensors, GraphTarget target) {
  /** The results of an If, a Loop or a Scan. */
  List<Value> read(NodeProto proto, List<Value> inputs, Scope around, BitSet unused) {
    for (Value input : inputs) {
      if (input instanceof Value.Unknown unknown) {
        return Collections.nCopies(proto.getOutputCount(), unknown);
      }
    }
    ControlNode node = new ControlNode(reader, functions, tensors, target, proto, around, unused);
    return switch (proto.getOpType()) {
      case "If" -> branch(node, inputs);
      case "Loop" -> loop(node, inputs);
      default ->
          around.opset() < 9 ? new Scan(node).readOfBatch(inputs) : new Scan(node).read(inputs);
    };
  }

  /** The branch that a constant condition chooses. */
  private static List<Value> branch(ControlNode node, List<Value> inputs) {
    if (inputs.isEmpty()) {
      throw new OpException("has no condition", "expected one input");
    }
    if (!(inputs.getFirst() instanceof Value.Constant constant)) {
      throw new UnsupportedOpException("a choice that depends on the network's input");
    }
    String branch = isTrue(constant) ? "then_branch" : "else_branch";
    GraphProto graph = node.graph(branch);
    node.requireOutputs(branch, graph.getOutputCount());
    return node.run(graph, "", List.of());
  }

  private static boolean isTrue(Value.Constant condition) {
    NdArray truth = condition.tensor().values();
    return truth.size() == 1 && truth.number(0) != 0;
  }

  /** Inputs are the largest number of steps, whether to begin, and the state of the first step. */
  private static List<Value> loop(ControlNode node, List<Value> inputs) {
    GraphProto body = node.graph("body");
    if (inputs.size() < 2) {
      throw new OpException(inputs.size() + " inputs", "expected a trip count and a condition");
    }
    int handed = inputs.size() - 2;
    node.requireOutputs("body, its condition left out,", body.getOutputCount() - 1);
    long most = most(inputs.getFirst());
    Value condition = inputs.get(1);
    List<Value> state = new ArrayList<>(inputs.subList(2, inputs.size()));
    List<List<Value>> shown = ControlNode.lists(body.getOutputCount() - 1 - handed);
    for (int step = 0; step < most && goesOn(condition); step++) {
      ControlNode.requireFew(step);
      List<Value> given = new ArrayList<>();
      given.add(ControlNode.integer(step));
      given.add(condition instanceof Value.Absent ? ControlNode.integer(1) : condition);
      given.addAll(state);
      List<Value> results = node.run(body, step + "/", given);
      condition = results.getFirst();
      state = results.subList(1, 1 + handed);
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).add(results.get(1 + handed + i));
      }
    }
    List<Value> results = new ArrayList<>(state);
    for (int i = 0; i < shown.size(); i++) {
      results.add(node.stacked(shown.get(i), handed + i, 0));
    }
    return results;
  }

  private static long most(Value count) {
    return switch (count) {
      case Value.Absent _ -> Long.MAX_VALUE;
      case Value.Constant constant when constant.tensor().elements() == 1 ->
          constant.tensor().values().integer(0);
      case Value.Constant constant ->
          throw new OpException(
              "a trip count of " + constant.tensor().elements() + " values", "expected one");
      case Value.Computed _, Value.Sequence _, Value.Unknown _ ->
          throw new UnsupportedOpException(
              "how often the body runs depends on the network's input");
    };
  }

  private static boolean goesOn(Value condition) {
    return switch (condition) {
      case Value.Absent _ -> true;
      case Value.Constant constant -> isTrue(constant);
      case Value.Computed _, Value.Sequence _, Value.Unknown _ ->
          throw new UnsupportedOpException(
              "whether the body runs again depends on the network's input");
    };
  }
}
