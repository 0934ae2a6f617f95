package convspectrum.spec.composite.recurrent;

import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a recurrent cell in one direction, each of a few primitive ops.
 *
 * @param parts where these go
 * @param functions those of this direction
 * @param hidden features of the state
 * @param clip bound of what goes into a gate; 0 is none
 */
public record CellSteps(Parts parts, List<GateFunction> functions, int hidden, double clip) {
  /** Hidden state and cell state, (N, hidden). */
  public record State(Node hidden, Node cell) {}

  /** What a cell does with its weights in each step. */
  @FunctionalInterface
  public interface Step {
    /** The states after a step whose input's products are {@code now}, (N, gates · hidden). */
    State next(Node now, State before);
  }

  /**
   * The step of a cell.
   *
   * @param weights those of the state, (hidden, gates · hidden)
   * @param bias of the state's products, where a cell that is reset after these has one
   * @param peepholes of an LSTM, (3 · hidden)
   */
  public Step of(RecurrentCell cell, Node weights, @Nullable Node bias, @Nullable Node peepholes) {
    return switch (cell) {
      case RecurrentCell.Lstm lstm -> lstm(lstm, weights, peepholes);
      case RecurrentCell.Gru gru when gru.resetAfter() -> resetAfter(weights, bias);
      case RecurrentCell.Gru _ -> resetBefore(weights);
      case RecurrentCell.Plain _ ->
          (now, before) -> {
            Node sum = plus(now, product(before.hidden(), weights));
            return new State(gate(functions.getFirst(), sum), before.cell());
          };
    };
  }

  /** Gates i, o, f, c; peepholes i, o, f. */
  private Step lstm(RecurrentCell.Lstm lstm, Node weights, @Nullable Node peepholes) {
    return (now, before) -> {
      Node sum = plus(now, product(before.hidden(), weights));
      Node input = gate(functions.get(0), peeking(part(sum, 0), peepholes, 0, before.cell()));
      Node forget =
          lstm.coupled()
              ? rest(input)
              : gate(functions.get(0), peeking(part(sum, 2), peepholes, 2, before.cell()));
      Node candidate = gate(functions.get(1), part(sum, 3));
      Node cell = plus(times(forget, before.cell()), times(input, candidate));
      Node output = gate(functions.get(0), peeking(part(sum, 1), peepholes, 1, cell));
      // Only sums go into a gate clipped; ONNX Runtime leaves the cell state as it is.
      return new State(times(output, functions.get(2).apply(parts, cell)), cell);
    };
  }

  private Node peeking(Node sum, @Nullable Node peepholes, int which, Node cell) {
    return peepholes == null
        ? sum
        : plus(
            sum,
            times(cell, Pieces.slice(parts, peepholes, 0, which * hidden, (which + 1) * hidden)));
  }

  /** Gates z, r, h: h = g(x_h + r ∘ (state's product + its bias)). */
  private Step resetAfter(Node weights, @Nullable Node bias) {
    return (now, before) -> {
      Node plain = product(before.hidden(), weights);
      Node product = bias == null ? plain : plus(plain, bias);
      Node update = gate(functions.get(0), plus(part(now, 0), part(product, 0)));
      Node reset = gate(functions.get(0), plus(part(now, 1), part(product, 1)));
      Node candidate = gate(functions.get(1), plus(part(now, 2), times(reset, part(product, 2))));
      return mixed(update, candidate, before);
    };
  }

  /** Gates z, r, h: h = g(x_h + (r ∘ state)'s product). */
  private Step resetBefore(Node weights) {
    Node ofGates = Pieces.slice(parts, weights, 1, 0, 2 * hidden);
    Node ofHidden = Pieces.slice(parts, weights, 1, 2 * hidden, 3 * hidden);
    return (now, before) -> {
      Node product = product(before.hidden(), ofGates);
      Node update = gate(functions.get(0), plus(part(now, 0), part(product, 0)));
      Node reset = gate(functions.get(0), plus(part(now, 1), part(product, 1)));
      Node through = product(times(reset, before.hidden()), ofHidden);
      return mixed(update, gate(functions.get(1), plus(part(now, 2), through)), before);
    };
  }

  /** (1 − z) ∘ h + z ∘ state. */
  private State mixed(Node update, Node candidate, State before) {
    Node fresh = times(rest(update), candidate);
    return new State(plus(fresh, times(update, before.hidden())), before.cell());
  }

  private Node rest(Node share) {
    Node minus = parts.part("minus", new Op.Scale(-1), share);
    return plus(minus, parts.number("one", 1));
  }

  private Node gate(GateFunction function, Node x) {
    Node bounded =
        clip == 0
            ? x
            : parts.part("clipped", new Op.Activation(ActivationFunction.CLIP, -clip, clip), x);
    return function.apply(parts, bounded);
  }

  private Node part(Node gates, int which) {
    return Pieces.slice(parts, gates, 1, which * hidden, (which + 1) * hidden);
  }

  private Node product(Node a, Node b) {
    return parts.part("state", new Op.MatMul(), a, b);
  }

  private Node plus(Node a, Node b) {
    return parts.part("sum", new Op.Add(), a, b);
  }

  private Node times(Node a, Node b) {
    return parts.part("times", new Op.Multiply(), a, b);
  }
}
