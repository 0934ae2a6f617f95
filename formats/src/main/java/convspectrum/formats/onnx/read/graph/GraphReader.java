package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.quantised.QuantisedFlow;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads nodes in order: folds them, turns them into ops of the graph, or inlines what they call.
 */
public final class GraphReader {
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

  public GraphReader(
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

  /** How many nodes are understood, and which are not. */
  public Coverage coverage() {
    return new Coverage(understood, nodes, unknown);
  }

  /** How many nodes quantise their results. */
  public int quantised() {
    return quantised;
  }

  /** Gives every result of these nodes, which are in order, a value in {@code scope}. */
  public void read(Ordering.Ordered ordered, Scope scope) {
    if (++depth > Functions.MAX_DEPTH) {
      throw new OpException(
          "functions and branches inside each other more than " + Functions.MAX_DEPTH + " deep",
          "expected a network");
    }
    for (NodeProto proto : ordered.nodes()) {
      FunctionProto function = functions.get(proto);
      if (function != null) {
        call(proto, function, scope, ordered.read());
      } else {
        node(proto, scope, ordered.read());
      }
    }
    depth--;
  }

  private void node(NodeProto proto, Scope scope, Set<String> read) {
    if (++nodes > ModelScan.MAX_NODES) {
      throw new OpException(
          "more than " + ModelScan.MAX_NODES + " nodes with functions inlined",
          "expected a network");
    }
    List<Value> results;
    List<Value> inputs = List.of();
    try {
      inputs = inputs(proto, scope);
      results = results(proto, inputs, scope, unused(proto, read));
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

  /** The results that nothing reads. */
  private static BitSet unused(NodeProto proto, Set<String> read) {
    BitSet unused = new BitSet();
    for (int i = 0; i < proto.getOutputCount(); i++) {
      unused.set(i, !read.contains(proto.getOutput(i)));
    }
    return unused;
  }

  private List<Value> results(NodeProto proto, List<Value> inputs, Scope scope, BitSet unused) {
    if (Functions.isControlFlow(proto)) {
      return new ControlFlow(this, functions, tensors, target).read(proto, inputs, scope, unused);
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
            unused,
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

  private void call(NodeProto proto, FunctionProto function, Scope around, Set<String> read) {
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
    BitSet unused = unused(proto, read);
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < Math.min(proto.getOutputCount(), function.getOutputCount()); i++) {
      if (!unused.get(i)) {
        wanted.add(function.getOutput(i));
      }
    }
    read(Ordering.of(function.getNodeList(), wanted), scope);
    for (int i = unused.nextClearBit(0);
        i < proto.getOutputCount();
        i = unused.nextClearBit(i + 1)) {
      Value value = i < function.getOutputCount() ? scope.get(function.getOutput(i)) : null;
      if (value == null) {
        throw at(proto, "output " + i + " is made by nothing in the function", "");
      }
      around.put(proto.getOutput(i), value);
    }
  }

  static String name(NodeProto proto) {
    String name = proto.getName();
    return name.isEmpty() && proto.getOutputCount() > 0 ? proto.getOutput(0) : name;
  }

  private static OpException at(NodeProto proto, String problem, String expected) {
    return problem.startsWith("node '")
        ? new OpException(problem, expected)
        : new OpException(PrintableNames.name(proto) + ": " + problem, expected);
  }
}
