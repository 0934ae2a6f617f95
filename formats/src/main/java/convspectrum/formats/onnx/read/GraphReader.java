package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.QuantisedFlow;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads nodes in order: folds them, turns them into ops of the graph, or inlines what they call.
 */
final class GraphReader {
  /** The most calls, which are limited because a call may lead to no node at all. */
  private static final int MAX_CALLS = 1_000_000;

  private final GraphTarget target;
  private final Functions functions;
  private final StoredTensors tensors;
  private final Placeholders placeholders;
  private final boolean allowUnknown;
  private final Map<String, Integer> unknown = new TreeMap<>();
  private int nodes;
  private int calls;
  private int depth;
  private int understood;
  private int quantised;

  GraphReader(
      GraphTarget target,
      Functions functions,
      StoredTensors tensors,
      Placeholders placeholders,
      boolean allowUnknown) {
    this.target = target;
    this.functions = functions;
    this.tensors = tensors;
    this.placeholders = placeholders;
    this.allowUnknown = allowUnknown;
  }

  Coverage coverage() {
    return new Coverage(understood, nodes, unknown);
  }

  /** How many nodes quantise their results. */
  int quantised() {
    return quantised;
  }

  /** Gives every result of these nodes, which are in order, a value in {@code scope}. */
  void read(List<NodeProto> ordered, Scope scope) {
    if (++depth > Functions.MAX_DEPTH) {
      throw new OpException(
          "functions and branches inside each other more than " + Functions.MAX_DEPTH + " deep",
          "expected a network");
    }
    for (NodeProto proto : ordered) {
      FunctionProto function = functions.get(proto);
      if (function != null) {
        call(proto, function, scope);
      } else {
        node(proto, scope);
      }
    }
    depth--;
  }

  private void node(NodeProto proto, Scope scope) {
    if (++nodes > ModelScan.MAX_NODES) {
      throw new OpException(
          "more than " + ModelScan.MAX_NODES + " nodes with functions inlined",
          "expected a network");
    }
    List<Value> results;
    List<Value> inputs = List.of();
    try {
      inputs = inputs(proto, scope);
      results = results(proto, inputs, scope);
      quantised += QuantisedFlow.quantises(proto.getOpType(), results) ? 1 : 0;
      understood += results.stream().allMatch(Value.Unknown.class::isInstance) ? 0 : 1;
    } catch (UnsupportedOpException e) {
      if (!allowUnknown) {
        String before = "; %d nodes before it are understood".formatted(understood);
        throw at(proto, e.problem() + before, e.expected());
      }
      unknown.merge(PrintableNames.shown(proto.getOpType()), 1, Integer::sum);
      results = List.of();
    } catch (OpException e) {
      throw at(proto, e.problem(), e.expected());
    } catch (ShapeException | ArithmeticException e) {
      throw at(proto, String.valueOf(e.getMessage()), "");
    }
    for (int i = 0; i < proto.getOutputCount(); i++) {
      Value value =
          i < results.size() ? results.get(i) : new Value.Unknown(PrintableNames.name(proto));
      if (value instanceof Value.Unknown unknown && allowUnknown) {
        value = placeholders.value(proto, i, inputs, unknown, target);
      }
      scope.put(proto.getOutput(i), value);
    }
  }

  private List<Value> results(NodeProto proto, List<Value> inputs, Scope scope) {
    if (Functions.isIf(proto)) {
      return branch(proto, scope);
    }
    Operator operator = functions.operator(proto);
    if (operator == null) {
      throw new UnsupportedOpException(Functions.reason(proto));
    }
    for (Value input : inputs) {
      if (input instanceof Value.Unknown unknown) {
        return Collections.nCopies(proto.getOutputCount(), unknown);
      }
    }
    OnnxAttributes attributes = OnnxAttributes.of(proto, scope.attributes());
    OnnxNode node =
        new OnnxNode(
            scope.prefix() + name(proto),
            proto.getOpType(),
            scope.opset(),
            attributes,
            inputs,
            proto.getOutputCount(),
            target);
    List<Value> results = QuantisedFlow.read(operator, node);
    IgnoredAttributes.requireRead(proto.getOpType(), attributes);
    return ResultTypes.typed(node, results);
  }

  private static List<Value> inputs(NodeProto proto, Scope scope) {
    List<Value> inputs = new ArrayList<>();
    for (String name : proto.getInputList()) {
      Value value = name.isEmpty() ? new Value.Absent() : scope.get(name);
      if (value == null) {
        throw new OpException(
            "reads '" + PrintableNames.shown(name) + "', which nothing makes",
            "expected an input, an initializer or a node's result");
      }
      inputs.add(value);
    }
    return inputs;
  }

  private void call(NodeProto proto, FunctionProto function, Scope around) {
    if (++calls > MAX_CALLS) {
      throw new OpException("more than " + MAX_CALLS + " calls of functions", "expected a network");
    }
    long opset = Functions.opset(function.getOpsetImportList());
    Scope scope =
        new Scope(
            null,
            around.prefix() + name(proto) + "/",
            opset == 0 ? around.opset() : opset,
            OnnxAttributes.of(proto, around.attributes()).orElse(function.getAttributeProtoList()));
    List<Value> inputs;
    try {
      inputs = inputs(proto, around);
    } catch (OpException e) {
      throw at(proto, e.problem(), e.expected());
    }
    for (int i = 0; i < function.getInputCount(); i++) {
      scope.put(function.getInput(i), i < inputs.size() ? inputs.get(i) : new Value.Absent());
    }
    read(Ordering.of(function.getNodeList(), function.getOutputList()).nodes(), scope);
    for (int i = 0; i < proto.getOutputCount(); i++) {
      Value value = i < function.getOutputCount() ? scope.get(function.getOutput(i)) : null;
      if (value == null) {
        throw at(proto, "output " + i + " is made by nothing in the function", "");
      }
      around.put(proto.getOutput(i), value);
    }
  }

  /** The branch that a constant condition chooses. */
  private List<Value> branch(NodeProto proto, Scope around) {
    List<Value> inputs = inputs(proto, around);
    if (inputs.isEmpty()) {
      throw new OpException("has no condition", "expected one input");
    }
    Value condition = inputs.getFirst();
    if (!(condition instanceof Value.Constant constant)) {
      throw new UnsupportedOpException("a choice that depends on the network's input");
    }
    NdArray truth = constant.tensor().values();
    OnnxAttributes attributes = OnnxAttributes.of(proto, around.attributes());
    String branch = truth.size() == 1 && truth.number(0) != 0 ? "then_branch" : "else_branch";
    AttributeProto attribute = attributes.get(branch, AttributeType.GRAPH);
    if (attribute == null) {
      throw new OpException("attribute '" + branch + "' is missing", "expected a graph");
    }
    GraphProto graph = attribute.getG();
    Scope scope =
        new Scope(around, around.prefix() + name(proto) + "/", around.opset(), around.attributes());
    for (TensorProto tensor : graph.getInitializerList()) {
      scope.put(
          tensor.getName(),
          OnnxNode.constant(tensors.tensor(tensor, Initializer.Holder.GRAPH).constant()));
    }
    List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    if (outputs.size() != proto.getOutputCount()) {
      throw new OpException(
          "its %s has %d outputs, and the node %d"
              .formatted(branch, outputs.size(), proto.getOutputCount()),
          "expected as many");
    }
    read(Ordering.of(graph.getNodeList(), outputs).nodes(), scope);
    List<Value> results = new ArrayList<>();
    for (String output : outputs) {
      @Nullable Value value = scope.get(output);
      if (value == null) {
        throw new OpException("'" + PrintableNames.shown(output) + "' is made by nothing", "");
      }
      results.add(value);
    }
    return results;
  }

  private static String name(NodeProto proto) {
    String name = proto.getName();
    return name.isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : name;
  }

  private static OpException at(NodeProto proto, String problem, String expected) {
    return problem.startsWith("node '")
        ? new OpException(problem, expected)
        : new OpException(PrintableNames.name(proto) + ": " + problem, expected);
  }
}
