package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Definition.Stored;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.composite.recurrent.CellSteps;
import convspectrum.spec.composite.recurrent.CellSteps.State;
import convspectrum.spec.composite.recurrent.CellSteps.Step;
import convspectrum.spec.composite.recurrent.GateFunction;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The definition of a recurrent layer: its steps one after the other. */
final class RecurrentSteps {
  private final Recurrent op;
  private final Definition parts;
  private final List<Node> inputs;
  private final int steps;
  private final int batch;
  private final int hidden;

  /** Gates · hidden. */
  private final int rows;

  /** Of each direction the hidden states of all steps, then the last states, each with two axes. */
  private final List<Node> outputs = new ArrayList<>();

  private final List<Node> lastHidden = new ArrayList<>();
  private final List<Node> lastCell = new ArrayList<>();

  private @Nullable Node allPeepholes;

  RecurrentSteps(Recurrent op, Recurrent.Sizes sizes, List<Node> inputs, Definition parts) {
    this.op = op;
    this.parts = parts;
    this.inputs = inputs;
    this.steps = sizes.steps();
    this.batch = sizes.batch();
    this.hidden = op.hidden();
    this.rows = op.cell().gates() * hidden;
  }

  Node result() {
    Node x = inputs.getFirst();
    if (op.batchFirst()) {
      x = parts.part("steps", new Op.Transpose(List.of(1, 0, 2)), x);
    }
    Node weights = parts.stored(Recurrent.WEIGHT_STATE, Shape.of(op.directions(), rows, hidden));
    @Nullable Node biases =
        op.bias() ? parts.stored(ParameterSlot.BIAS, Shape.of(op.directions(), 2 * rows)) : null;
    for (int direction = 0; direction < op.directions(); direction++) {
      run(direction, x, weights, biases);
    }
    return switch (op.result()) {
      case STEPS -> allSteps();
      case HIDDEN -> state(lastHidden);
      case CELL -> state(lastCell);
      case ALL -> all();
    };
  }

  private void run(int direction, Node x, Node weights, @Nullable Node biases) {
    boolean back = direction == 1 || op.direction() == Recurrent.Direction.REVERSE;
    Node products = products(direction, x);
    Node own = Pieces.slice(parts, weights, 0, direction, direction + 1);
    Node turned =
        parts.part(
            "turned", new Op.Transpose(List.of(1, 0)), parts.reshaped(own, Shape.of(rows, hidden)));
    Step cell = cell(direction, turned, biases);
    Node projected = biases == null ? products : biased(products, direction, biases);
    int cellAt = op.initialHidden() ? 2 : 1;
    State state =
        new State(
            initial(op.initialHidden(), 1, direction),
            initial(op.initialCell(), cellAt, direction));
    Node[] all = new Node[steps];
    for (int i = 0; i < steps; i++) {
      int step = back ? steps - 1 - i : i;
      Node now =
          parts.reshaped(Pieces.slice(parts, projected, 0, step, step + 1), Shape.of(batch, rows));
      State next = cell.next(now, state);
      @Nullable Node valid = valid(step);
      if (valid != null) {
        next =
            new State(
                parts.part("kept", new Op.Where(), valid, next.hidden(), state.hidden()),
                parts.part("kept", new Op.Where(), valid, next.cell(), state.cell()));
      }
      Node shown =
          valid == null
              ? next.hidden()
              : parts.part("shown", new Op.Multiply(), next.hidden(), valid);
      all[step] = parts.reshaped(shown, Shape.of(1, 1, batch, hidden));
      state = next;
    }
    outputs.add(Pieces.joined(parts, Arrays.asList(all), 0));
    lastHidden.add(parts.reshaped(state.hidden(), Shape.of(1, batch, hidden)));
    lastCell.add(parts.reshaped(state.cell(), Shape.of(1, batch, hidden)));
  }

  /** The products of the input of all steps, (steps, N, gates · hidden). */
  private Node products(int direction, Node x) {
    int size = rows * x.shape().dim(2);
    Stored own =
        new Stored(
            Recurrent.WEIGHT_INPUT,
            all ->
                Tensor.of(
                    Shape.of(rows, x.shape().dim(2)),
                    Arrays.copyOfRange(all.data(), direction * size, (direction + 1) * size)));
    return parts.part("input", new Op.Linear(rows, false), x, Map.of(ParameterSlot.WEIGHT, own));
  }

  /** The bias of the input's product, and that of the state's where it can be added before. */
  private Node biased(Node products, int direction, Node biases) {
    Node own = Pieces.slice(parts, biases, 0, direction, direction + 1);
    Node ofInput = parts.reshaped(Pieces.slice(parts, own, 1, 0, rows), Shape.of(rows));
    Node sum = parts.part("biased", new Op.Add(), products, ofInput);
    return isResetAfter()
        ? sum
        : parts.part("biased", new Op.Add(), sum, stateBias(direction, biases));
  }

  private Node stateBias(int direction, Node biases) {
    Node own = Pieces.slice(parts, biases, 0, direction, direction + 1);
    return parts.reshaped(Pieces.slice(parts, own, 1, rows, 2 * rows), Shape.of(rows));
  }

  private boolean isResetAfter() {
    return op.cell() instanceof RecurrentCell.Gru gru && gru.resetAfter();
  }

  /** The initial state of a direction, which is the input at this position if it is given. */
  private Node initial(boolean given, int input, int direction) {
    if (!given) {
      return parts.constant("start", Tensor.zeros(Shape.of(batch, hidden)));
    }
    Node own =
        Pieces.slice(parts, inputs.get(input), op.batchFirst() ? 1 : 0, direction, direction + 1);
    return parts.reshaped(own, Shape.of(batch, hidden));
  }

  /** 1 for the samples that have this step, (N, 1); null where all have it. */
  private @Nullable Node valid(int step) {
    if (op.lengths().stream().allMatch(length -> step < length)) {
      return null;
    }
    Tensor table = Tensor.zeros(Shape.of(batch, 1));
    for (int i = 0; i < batch; i++) {
      table.data()[i] = step < op.lengths().get(i) ? 1 : 0;
    }
    return parts.constant("valid", table);
  }

  private Node allSteps() {
    Node joined = Pieces.joined(parts, outputs, 1);
    return op.batchFirst()
        ? parts.part("batch", new Op.Transpose(List.of(2, 0, 1, 3)), joined)
        : joined;
  }

  private Node state(List<Node> of) {
    Node joined = Pieces.joined(parts, of, 0);
    return op.batchFirst()
        ? parts.part("batch", new Op.Transpose(List.of(1, 0, 2)), joined)
        : joined;
  }

  private Node all() {
    List<Node> results = new ArrayList<>(List.of(allSteps(), state(lastHidden)));
    if (op.cell() instanceof RecurrentCell.Lstm) {
      results.add(state(lastCell));
    }
    return Pieces.joined(
        parts,
        results.stream()
            .map(x -> parts.reshaped(x, Shape.of(Math.toIntExact(x.shape().elements()))))
            .toList(),
        0);
  }

  private Step cell(int direction, Node weights, @Nullable Node biases) {
    int each = op.cell().functionsEach();
    List<GateFunction> functions =
        op.cell().functions().subList(direction * each, (direction + 1) * each);
    @Nullable Node bias = biases != null && isResetAfter() ? stateBias(direction, biases) : null;
    @Nullable Node peepholes =
        op.cell() instanceof RecurrentCell.Lstm lstm ? peepholes(lstm, direction) : null;
    return new CellSteps(parts, functions, hidden, op.clip())
        .of(op.cell(), weights, bias, peepholes);
  }

  private @Nullable Node peepholes(RecurrentCell.Lstm lstm, int direction) {
    if (!lstm.peepholes()) {
      return null;
    }
    if (allPeepholes == null) {
      allPeepholes = parts.stored(Recurrent.WEIGHT_PEEPHOLE, Shape.of(op.directions(), 3 * hidden));
    }
    Node own = Pieces.slice(parts, allPeepholes, 0, direction, direction + 1);
    return parts.reshaped(own, Shape.of(3 * hidden));
  }
}
