package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.recurrent.GateFunction;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes layers of sequences: attention, rotary embeddings and recurrent layers. */
final class SequenceWriter {
  private final OnnxGraph onnx;
  private final Weights weights;

  SequenceWriter(OnnxGraph onnx, Weights weights) {
    this.onnx = onnx;
    this.weights = weights;
  }

  void attention(Node node, Attention attention) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inputs.add(onnx.value(node.inputs().get(i)));
    }
    inputs.add(
        switch (attention.mask()) {
          case NONE -> "";
          case ADDED -> whole(node, attention, onnx.value(mask(node, attention)));
          case TRUTH -> whole(node, attention, truth(node, mask(node, attention)));
        });
    for (int i = 0; i < 2; i++) {
      inputs.add(attention.past() ? onnx.value(node.inputs().get(attention.pastAt() + i)) : "");
    }
    if (attention.lengths()) {
      inputs.add(onnx.integers(node, node.inputs().get(attention.pastAt())));
    }
    while (inputs.getLast().isEmpty()) {
      inputs.removeLast();
    }
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.integer("is_causal", attention.causal() ? 1 : 0));
    attributes.add(Attributes.number("scale", attention.scale()));
    attributes.add(Attributes.number("softcap", attention.softcap()));
    if (node.inputShape().rank() == 3) {
      attributes.add(Attributes.integer("q_num_heads", attention.heads()));
      attributes.add(Attributes.integer("kv_num_heads", attention.kvHeads()));
    }
    List<String> outputs = new ArrayList<>(List.of(onnx.value(node)));
    if (attention.past()) {
      // ONNX Runtime joins the earlier keys and values only for those who ask for all of them.
      outputs.add(onnx.named(node, "keys"));
      outputs.add(onnx.named(node, "values"));
    }
    onnx.results(node, "Attention", inputs, outputs, attributes.toArray(AttributeProto[]::new));
  }

  private static Node mask(Node node, Attention attention) {
    return node.inputs().get(attention.maskAt());
  }

  /** ONNX Runtime broadcasts samples and heads of a mask, but neither queries nor keys. */
  private String whole(Node node, Attention attention, String mask) {
    Shape shape = mask(node, attention).shape();
    int rank = node.inputShape().rank();
    int queries = node.inputShape().dim(rank - 2);
    Node keys = node.inputs().get(1);
    int all = keys.shape().dim(rank - 2);
    if (attention.past()) {
      all += node.inputs().get(attention.pastAt()).shape().dim(2);
    }
    Shape full = shape.rank() == 1 ? Shape.of(1, shape.dim(0)) : shape;
    full = full.with(-2, queries);
    full = full.dim(-1) == 1 ? full.with(-1, all) : full;
    return full.equals(shape)
        ? mask
        : onnx.part(
            node, "Expand", "whole", List.of(mask, onnx.integers(node, "whole", full.toArray())));
  }

  private String truth(Node node, Node mask) {
    return onnx.part(
        node,
        "Cast",
        "mask",
        List.of(onnx.value(mask)),
        Attributes.integer("to", DataType.BOOL.getNumber()));
  }

  void rotary(Node node, RotaryEmbedding rotary) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      inputs.add(onnx.value(node.inputs().get(i)));
    }
    if (rotary.positions()) {
      inputs.add(onnx.integers(node, node.inputs().get(3)));
    }
    boolean joined = node.inputShape().rank() == 3;
    int features = joined ? node.inputShape().dim(2) / rotary.heads() : node.inputShape().dim(3);
    onnx.result(
        node,
        "RotaryEmbedding",
        inputs,
        Attributes.integer("interleaved", rotary.interleaved() ? 1 : 0),
        Attributes.integer("num_heads", joined ? rotary.heads() : 0),
        Attributes.integer(
            "rotary_embedding_dim", rotary.turned() == features ? 0 : rotary.turned()));
  }

  /** ONNX Runtime takes steps first only, so a batch in front is moved behind them and back. */
  void recurrent(Node node, Recurrent op) {
    List<String> inputs = new ArrayList<>();
    inputs.add(stepsFirst(node, op, node.inputs().getFirst()));
    List<String> stored = stored(node);
    inputs.addAll(stored.subList(0, 2));
    int next = 2;
    inputs.add(op.bias() ? stored.get(next++) : "");
    inputs.add(lengths(node, op));
    inputs.add(op.initialHidden() ? stepsFirst(node, op, node.inputs().get(1)) : "");
    if (op.cell() instanceof RecurrentCell.Lstm lstm) {
      int cellAt = op.initialHidden() ? 2 : 1;
      inputs.add(op.initialCell() ? stepsFirst(node, op, node.inputs().get(cellAt)) : "");
      inputs.add(lstm.peepholes() ? stored.get(next) : "");
    }
    while (inputs.getLast().isEmpty()) {
      inputs.removeLast();
    }
    results(node, op, inputs);
  }

  private List<String> stored(Node node) {
    List<String> names = new ArrayList<>();
    for (ParameterSlot slot : node.parameters()) {
      names.add(onnx.initializer(node, slot.role(), weights.get(node, slot), slot.shape()));
    }
    return names;
  }

  private String stepsFirst(Node node, Recurrent op, Node input) {
    return op.batchFirst()
        ? onnx.part(
            node,
            "Transpose",
            "steps",
            List.of(onnx.value(input)),
            Attributes.integers("perm", 1, 0, 2))
        : onnx.value(input);
  }

  private String lengths(Node node, Recurrent op) {
    if (op.lengths().isEmpty()) {
      return "";
    }
    int[] lengths = op.lengths().stream().mapToInt(Integer::intValue).toArray();
    return onnx.part(
        node,
        "Cast",
        "lengths",
        List.of(onnx.integers(node, "lengths", lengths)),
        Attributes.integer("to", DataType.INT32.getNumber()));
  }

  private void results(Node node, Recurrent op, List<String> inputs) {
    int count = op.cell() instanceof RecurrentCell.Lstm ? 3 : 2;
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean wanted = op.result() == Recurrent.Result.ALL || op.result().ordinal() == i;
      boolean last = op.result() != Recurrent.Result.ALL && !op.batchFirst();
      outputs.add(!wanted ? "" : last ? onnx.value(node) : onnx.named(node, "result" + i));
    }
    onnx.results(
        node, op.typeName(), inputs, outputs, attributes(op).toArray(AttributeProto[]::new));
    if (op.result() == Recurrent.Result.ALL) {
      List<String> flat = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String ordered =
            op.batchFirst()
                ? onnx.part(node, "Transpose", "batch", List.of(outputs.get(i)), batchFirst(i))
                : outputs.get(i);
        flat.add(
            onnx.part(node, "Reshape", "flat", List.of(ordered, onnx.integers(node, "all", -1))));
      }
      onnx.result(node, "Concat", flat, Attributes.integer("axis", 0));
    } else if (op.batchFirst()) {
      int wanted = op.result().ordinal();
      onnx.result(node, "Transpose", List.of(outputs.get(wanted)), batchFirst(wanted));
    }
  }

  private static AttributeProto batchFirst(int result) {
    return result == 0
        ? Attributes.integers("perm", 2, 0, 1, 3)
        : Attributes.integers("perm", 1, 0, 2);
  }

  private static List<AttributeProto> attributes(Recurrent op) {
    List<AttributeProto> attributes = new ArrayList<>();
    List<GateFunction> functions = op.cell().functions();
    attributes.add(
        Attributes.texts("activations", functions.stream().map(f -> f.kind().onnx()).toList()));
    attributes.add(
        Attributes.numbers(
            "activation_alpha",
            functions.stream().filter(f -> f.kind().hasAlpha()).map(GateFunction::alpha).toList()));
    attributes.add(
        Attributes.numbers(
            "activation_beta",
            functions.stream().filter(f -> f.kind().hasBeta()).map(GateFunction::beta).toList()));
    attributes.add(Attributes.text("direction", op.direction().name().toLowerCase(Locale.ROOT)));
    attributes.add(Attributes.integer("hidden_size", op.hidden()));
    if (op.clip() > 0) {
      attributes.add(Attributes.number("clip", op.clip()));
    }
    switch (op.cell()) {
      case RecurrentCell.Lstm lstm ->
          attributes.add(Attributes.integer("input_forget", lstm.coupled() ? 1 : 0));
      case RecurrentCell.Gru gru ->
          attributes.add(Attributes.integer("linear_before_reset", gru.resetAfter() ? 1 : 0));
      case RecurrentCell.Plain _ -> {}
    }
    return attributes;
  }
}
