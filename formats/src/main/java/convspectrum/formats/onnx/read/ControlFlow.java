package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Control flow that constants decide: the branch of an If, and the steps of a Loop or a Scan, which
 * come one after the other, as if the file had them so.
 */
final class ControlFlow {
  /** Loops over the tokens or the time steps of networks are shorter. */
  private static final int MAX_STEPS = 10_000;

  private final GraphReader reader;
  private final Functions functions;
  private final StoredTensors tensors;
  private final GraphTarget target;

  ControlFlow(GraphReader reader, Functions functions, StoredTensors tensors, GraphTarget target) {
    this.reader = reader;
    this.functions = functions;
    this.tensors = tensors;
    this.target = target;
  }

  /** The results of such a node. */
  List<Value> read(NodeProto proto, List<Value> inputs, Scope around, BitSet unused) {
    for (Value input : inputs) {
      if (input instanceof Value.Unknown unknown) {
        return Collections.nCopies(proto.getOutputCount(), unknown);
      }
    }
    Body body = new Body(proto, around, unused);
    return switch (proto.getOpType()) {
      case "If" -> body.branch(inputs);
      case "Loop" -> body.loop(inputs);
      default -> around.opset() < 9 ? body.scanOfBatch(inputs) : body.scan(inputs);
    };
  }

  /** One node of control flow. */
  private final class Body {
    private final NodeProto proto;
    private final Scope around;
    private final OnnxAttributes attributes;
    private final BitSet unused;

    Body(NodeProto proto, Scope around, BitSet unused) {
      this.proto = proto;
      this.around = around;
      this.attributes = OnnxAttributes.of(proto, around.attributes());
      this.unused = unused;
    }

    private GraphProto graph(String attribute) {
      AttributeProto found = attributes.get(attribute, AttributeType.GRAPH);
      if (found == null) {
        throw new OpException("attribute '" + attribute + "' is missing", "expected a graph");
      }
      return found.getG();
    }

    /** The outputs of a subgraph on these inputs. */
    private List<Value> run(GraphProto graph, String part, List<Value> inputs) {
      String prefix = around.prefix() + GraphReader.name(proto) + "/" + part;
      Scope scope = new Scope(around, prefix, around.opset(), around.attributes());
      for (TensorProto tensor : graph.getInitializerList()) {
        scope.put(
            tensor.getName(),
            OnnxNode.constant(tensors.tensor(tensor, Initializer.Holder.GRAPH).constant()));
      }
      if (graph.getInputCount() < inputs.size()) {
        throw new OpException(
            "its body takes %d inputs, and the node gives %d"
                .formatted(graph.getInputCount(), inputs.size()),
            "expected as many");
      }
      for (int i = 0; i < inputs.size(); i++) {
        scope.put(graph.getInput(i).getName(), inputs.get(i));
      }
      List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
      reader.read(Ordering.of(graph.getNodeList(), outputs), scope);
      List<Value> results = new ArrayList<>();
      for (String output : outputs) {
        Value value = scope.get(output);
        if (value == null) {
          throw new OpException("'" + PrintableNames.shown(output) + "' is made by nothing", "");
        }
        results.add(value);
      }
      return results;
    }

    private void requireOutputs(String what, int found) {
      if (found != proto.getOutputCount()) {
        throw new OpException(
            "its %s has %d outputs, and the node %d".formatted(what, found, proto.getOutputCount()),
            "expected as many");
      }
    }

    /** The branch that a constant condition chooses. */
    List<Value> branch(List<Value> inputs) {
      if (inputs.isEmpty()) {
        throw new OpException("has no condition", "expected one input");
      }
      if (!(inputs.getFirst() instanceof Value.Constant constant)) {
        throw new UnsupportedOpException("a choice that depends on the network's input");
      }
      String branch = isTrue(constant) ? "then_branch" : "else_branch";
      GraphProto graph = graph(branch);
      requireOutputs(branch, graph.getOutputCount());
      return run(graph, "", List.of());
    }

    private static boolean isTrue(Value.Constant condition) {
      NdArray truth = condition.tensor().values();
      return truth.size() == 1 && truth.number(0) != 0;
    }

    /** Inputs are the most steps, whether to begin, and what is handed from step to step. */
    List<Value> loop(List<Value> inputs) {
      GraphProto body = graph("body");
      if (inputs.size() < 2) {
        throw new OpException(inputs.size() + " inputs", "expected a trip count and a condition");
      }
      int handed = inputs.size() - 2;
      requireOutputs("body, its condition left out,", body.getOutputCount() - 1);
      long most = most(inputs.getFirst());
      Value condition = inputs.get(1);
      List<Value> state = new ArrayList<>(inputs.subList(2, inputs.size()));
      List<List<Value>> shown = lists(body.getOutputCount() - 1 - handed);
      for (int step = 0; step < most && goesOn(condition); step++) {
        requireFew(step);
        List<Value> given = new ArrayList<>();
        given.add(integer(step));
        given.add(condition instanceof Value.Absent ? truth() : condition);
        given.addAll(state);
        List<Value> results = run(body, step + "/", given);
        condition = results.getFirst();
        state = results.subList(1, 1 + handed);
        for (int i = 0; i < shown.size(); i++) {
          shown.get(i).add(results.get(1 + handed + i));
        }
      }
      List<Value> results = new ArrayList<>(state);
      for (int i = 0; i < shown.size(); i++) {
        results.add(stacked(shown.get(i), handed + i, 0));
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

    private static void requireFew(int step) {
      if (step >= MAX_STEPS) {
        throw new UnsupportedOpException("a loop of more than " + MAX_STEPS + " steps");
      }
    }

    /** Inputs are what is handed from step to step, then what is taken apart, a part a step. */
    List<Value> scan(List<Value> inputs) {
      GraphProto body = graph("body");
      int scanned = (int) attributes.integer("num_scan_inputs", 0);
      int handed = inputs.size() - scanned;
      if (scanned < 1 || handed < 0) {
        throw new OpException(
            "num_scan_inputs %d of %d inputs".formatted(scanned, inputs.size()),
            "expected 1 to " + inputs.size());
      }
      requireOutputs("body", body.getOutputCount());
      Axes in = new Axes("scan_input_axes", "scan_input_directions", scanned);
      List<Value> sequences = inputs.subList(handed, inputs.size());
      int steps = steps(in, sequences);
      List<Value> state = inputs.subList(0, handed);
      List<List<Value>> shown = lists(body.getOutputCount() - handed);
      for (int step = 0; step < steps; step++) {
        requireFew(step);
        List<Value> given = new ArrayList<>(state);
        for (int i = 0; i < scanned; i++) {
          Value sequence = sequences.get(i);
          int axis = in.axis(i, dims(sequence).length);
          given.add(taken(sequence, axis, in.backwards(i) ? steps - 1 - step : step));
        }
        List<Value> results = run(body, step + "/", given);
        state = results.subList(0, handed);
        for (int i = 0; i < shown.size(); i++) {
          shown.get(i).add(results.get(handed + i));
        }
      }
      Axes out = new Axes("scan_output_axes", "scan_output_directions", shown.size());
      List<Value> results = new ArrayList<>(state);
      for (int i = 0; i < shown.size(); i++) {
        List<Value> all = out.backwards(i) ? shown.get(i).reversed() : shown.get(i);
        int rank = all.isEmpty() ? 0 : dims(all.getFirst()).length + 1;
        results.add(stacked(all, handed + i, all.isEmpty() ? 0 : out.axis(i, rank)));
      }
      return results;
    }

    private int steps(Axes in, List<Value> sequences) {
      int steps = -1;
      for (int i = 0; i < sequences.size(); i++) {
        int[] dims = dims(sequences.get(i));
        int size = dims[in.axis(i, dims.length)];
        if (steps >= 0 && size != steps) {
          throw new OpException(
              "sequences of %d and %d steps".formatted(steps, size), "expected equal numbers");
        }
        steps = size;
      }
      return steps;
    }

    /** Up to opset 8 each sample of a batch, the first axis, is scanned by itself. */
    List<Value> scanOfBatch(List<Value> inputs) {
      if (inputs.size() < 2 || !(inputs.getFirst() instanceof Value.Absent)) {
        throw new UnsupportedOpException("a scan over sequences of different lengths");
      }
      List<Value> batched = inputs.subList(1, inputs.size());
      int samples = dims(batched.getFirst())[0];
      List<List<Value>> results = lists(proto.getOutputCount());
      for (int sample = 0; sample < samples; sample++) {
        int number = sample;
        List<Value> own = batched.stream().map(value -> taken(value, 0, number)).toList();
        List<Value> made = scan(own);
        for (int i = 0; i < results.size(); i++) {
          results.get(i).add(made.get(i));
        }
      }
      List<Value> stacked = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        stacked.add(stacked(results.get(i), i, 0));
      }
      return stacked;
    }

    /** The axes along which values are taken apart or put together, and which way. */
    private final class Axes {
      private final long[] axes;
      private final long[] directions;

      Axes(String axesName, String directionsName, int count) {
        this.axes = numbers(axesName, count);
        this.directions = numbers(directionsName, count);
      }

      private long[] numbers(String name, int count) {
        long[] found = attributes.integers(name);
        if (found != null && found.length != count) {
          throw new OpException(
              "%d values of %s".formatted(found.length, name), "expected " + count);
        }
        return found == null ? new long[count] : found;
      }

      int axis(int i, int rank) {
        return Dims.axis(axes[i], rank);
      }

      boolean backwards(int i) {
        return directions[i] != 0;
      }
    }

    private int[] dims(Value value) {
      return node(OnnxAttributes.NONE, List.of(value)).dims(0);
    }

    /** One place of an axis, which goes. */
    private Value taken(Value value, int axis, int place) {
      return made("Gather", List.of(value, integer(place)), axis);
    }

    /** The values of all steps along a new axis. */
    private Value stacked(List<Value> steps, int output, int axis) {
      if (unused.get(output)) {
        return new Value.Absent();
      }
      if (steps.isEmpty()) {
        throw new UnsupportedOpException("the values of a loop without steps");
      }
      Value place = OnnxNode.constant(ConstantTensor.integers(axis));
      List<Value> wide =
          steps.stream().map(step -> made("Unsqueeze", List.of(step, place), 0)).toList();
      return made("Concat", wide, axis);
    }

    /** What an op of ONNX makes of these values. */
    private Value made(String type, List<Value> inputs, int axis) {
      NodeProto.Builder op = NodeProto.newBuilder().setOpType(type);
      if (!type.equals("Unsqueeze")) {
        op.addAttribute(
            AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(axis));
      }
      NodeProto node = op.build();
      return Objects.requireNonNull(functions.operator(node))
          .read(node(OnnxAttributes.of(node, OnnxAttributes.NONE), inputs))
          .getFirst();
    }

    private OnnxNode node(OnnxAttributes of, List<Value> inputs) {
      String name = around.prefix() + GraphReader.name(proto);
      return new OnnxNode(name, proto.getOpType(), 13, of, inputs, 1, target);
    }

    private static List<List<Value>> lists(int count) {
      List<List<Value>> lists = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        lists.add(new ArrayList<>());
      }
      return lists;
    }
  }

  private static Value integer(long value) {
    return OnnxNode.constant(
        ConstantTensor.known(NdArray.integers(new int[0], new long[] {value})));
  }

  private static Value truth() {
    return integer(1);
  }
}
