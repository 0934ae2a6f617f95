package convspectrum.formats.onnx.read.operator.token;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.Recurrent.Direction;
import convspectrum.spec.composite.Recurrent.Result;
import convspectrum.spec.composite.recurrent.GateFunction;
import convspectrum.spec.composite.recurrent.GateFunction.Kind;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads recurrent layers: LSTM, GRU and RNN. */
final class RecurrentReader {
  private static final int BIAS = 3;
  private static final int LENGTHS = 4;
  private static final int HIDDEN = 5;
  private static final int CELL = 6;
  private static final int PEEPHOLES = 7;

  private RecurrentReader() {}

  static Operator lstm() {
    return node -> read(node, Kind.SIGMOID, Kind.TANH, Kind.TANH);
  }

  static Operator gru() {
    return node -> read(node, Kind.SIGMOID, Kind.TANH);
  }

  static Operator plain() {
    return node -> read(node, Kind.TANH);
  }

  private static List<Value> read(OnnxNode node, Kind... usual) {
    Direction direction = direction(node);
    int directions = direction == Direction.BIDIRECTIONAL ? 2 : 1;
    List<GateFunction> functions = functions(node, directions, usual);
    RecurrentCell cell =
        switch (usual.length) {
          case 3 ->
              new RecurrentCell.Lstm(
                  functions,
                  node.attributes().integer("input_forget", 0) != 0,
                  node.has(PEEPHOLES));
          case 2 ->
              new RecurrentCell.Gru(
                  functions, node.attributes().integer("linear_before_reset", 0) != 0);
          default -> new RecurrentCell.Plain(functions);
        };
    boolean batchFirst = node.attributes().integer("layout", 0) != 0;
    Map<String, ConstantTensor> stored = stored(node, cell);
    int hidden = hidden(node, cell, directions);
    List<Node> inputs = new ArrayList<>(List.of(node.node(0)));
    boolean initialHidden = addState(node, HIDDEN, inputs);
    boolean initialCell = cell instanceof RecurrentCell.Lstm && addState(node, CELL, inputs);
    Recurrent op =
        new Recurrent(
            cell,
            hidden,
            direction,
            batchFirst,
            stored.containsKey(ParameterSlot.BIAS),
            node.attributes().number("clip", 0),
            initialHidden,
            initialCell,
            lengths(node, batchFirst),
            result(node, usual.length));
    return results(node, op, node.result(op, inputs, stored), inputs);
  }

  private static Direction direction(OnnxNode node) {
    String text = node.attributes().text("direction", "forward");
    return switch (text) {
      case "forward" -> Direction.FORWARD;
      case "reverse" -> Direction.REVERSE;
      case "bidirectional" -> Direction.BIDIRECTIONAL;
      default ->
          throw new OpException(
              "direction '" + PrintableNames.shown(text) + "'",
              "expected forward, reverse or bidirectional");
    };
  }

  private static Map<String, ConstantTensor> stored(OnnxNode node, RecurrentCell cell) {
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(Recurrent.WEIGHT_INPUT, node.constant(1, "weights of the input"));
    stored.put(Recurrent.WEIGHT_STATE, node.constant(2, "weights of the state"));
    if (node.has(BIAS)) {
      stored.put(ParameterSlot.BIAS, node.constant(BIAS, "bias"));
    }
    if (cell instanceof RecurrentCell.Lstm lstm && lstm.peepholes()) {
      stored.put(Recurrent.WEIGHT_PEEPHOLE, node.constant(PEEPHOLES, "peepholes"));
    }
    return stored;
  }

  /** The hidden features, which the weights of the state have as columns. */
  private static int hidden(OnnxNode node, RecurrentCell cell, int directions) {
    int[] x = node.dims(0);
    int[] w = node.dims(1);
    int[] r = node.dims(2);
    boolean fits =
        x.length == 3
            && w.length == 3
            && r.length == 3
            && Arrays.equals(w, new int[] {directions, cell.gates() * r[2], x[2]})
            && Arrays.equals(r, new int[] {directions, cell.gates() * r[2], r[2]});
    if (!fits) {
      throw new OpException(
          "weights of %s and %s on an input of %s"
              .formatted(Dims.text(w), Dims.text(r), Dims.text(x)),
          "expected %d x %d·hidden x features and %d x %d·hidden x hidden on three axes"
              .formatted(directions, cell.gates(), directions, cell.gates()));
    }
    long given = node.attributes().integer("hidden_size", r[2]);
    if (given != r[2]) {
      throw new OpException("hidden_size %d on weights for %d".formatted(given, r[2]), "");
    }
    return r[2];
  }

  /** An initial state that is 0 is none: exporters store it, and nobody learned it. */
  private static boolean addState(OnnxNode node, int input, List<Node> inputs) {
    if (!node.has(input)) {
      return false;
    }
    if (node.isConstant(input)) {
      ConstantTensor state = node.constant(input, "state");
      if (state.isPresent() && isZero(state.values().toFloats())) {
        node.leaveOut(input);
        return false;
      }
    }
    inputs.add(node.node(input));
    return true;
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Integer> lengths(OnnxNode node, boolean batchFirst) {
    if (!node.has(LENGTHS)) {
      return List.of();
    }
    int steps = node.dims(0)[batchFirst ? 1 : 0];
    List<Integer> lengths =
        Arrays.stream(node.integers(LENGTHS, "sequence_lens")).mapToObj(Dims::dim).toList();
    return lengths.stream().allMatch(length -> length == steps) ? List.of() : lengths;
  }

  private static List<GateFunction> functions(OnnxNode node, int directions, Kind... usual) {
    AttributeProto names = node.attributes().get("activations", AttributeType.STRINGS);
    List<Float> alphas = floats(node, "activation_alpha");
    List<Float> betas = floats(node, "activation_beta");
    List<Kind> kinds =
        names == null
            ? IntStream.range(0, directions).boxed().flatMap(_ -> Stream.of(usual)).toList()
            : names.getStringsList().stream().map(RecurrentReader::kind).toList();
    if (kinds.size() != directions * usual.length) {
      throw new OpException(kinds.size() + " activations", "expected " + directions * usual.length);
    }
    List<GateFunction> functions = new ArrayList<>();
    int alpha = 0;
    int beta = 0;
    for (Kind kind : kinds) {
      functions.add(
          new GateFunction(
              kind,
              kind.hasAlpha() ? number(alphas, alpha++, usualAlpha(kind)) : 0,
              kind.hasBeta() ? number(betas, beta++, kind == Kind.HARD_SIGMOID ? 0.5 : 0) : 0));
    }
    return functions;
  }

  private static double usualAlpha(Kind kind) {
    return switch (kind) {
      case LEAKY_RELU -> 0.01;
      case HARD_SIGMOID -> 0.2;
      case THRESHOLDED_RELU, ELU, AFFINE, SCALED_TANH -> 1;
      case RELU, TANH, SIGMOID, SOFTSIGN, SOFTPLUS -> 0;
    };
  }

  private static Kind kind(ByteString name) {
    String text = name.toStringUtf8();
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.onnx().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new UnsupportedOpException("activation '" + PrintableNames.shown(text) + "'"));
  }

  private static List<Float> floats(OnnxNode node, String attribute) {
    AttributeProto found = node.attributes().get(attribute, AttributeType.FLOATS);
    return found == null ? List.of() : found.getFloatsList();
  }

  private static double number(List<Float> values, int index, double absent) {
    return index < values.size() ? values.get(index) : absent;
  }

  private static Result result(OnnxNode node, int functions) {
    int results = functions == 3 ? 3 : 2;
    int[] used = IntStream.range(0, results).filter(node::isUsed).toArray();
    return switch (used.length) {
      case 0 -> Result.STEPS;
      case 1 -> Result.values()[used[0]];
      default -> Result.ALL;
    };
  }

  /** The results that something reads, cut out of one op's value that holds all of them. */
  private static List<Value> results(OnnxNode node, Recurrent op, Node made, List<Node> inputs) {
    List<Shape> shapes = op.results(inputs.stream().map(Node::shape).toList());
    List<Value> results = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < shapes.size(); i++) {
      int end = start + Dims.dim(shapes.get(i).elements());
      if (op.result() != Result.ALL) {
        results.add(i == op.result().ordinal() ? OnnxNode.computed(made) : new Value.Absent());
      } else if (node.isUsed(i)) {
        Node own = node.part("result", new Op.Slice(0, start, end), made);
        results.add(OnnxNode.computed(node.reshaped(own, shapes.get(i))));
      } else {
        results.add(new Value.Absent());
      }
      start = end;
    }
    return results;
  }
}
