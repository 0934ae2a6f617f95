package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer, as ONNX's LSTM (Hochreiter and Schmidhuber 1997), GRU (Cho et al., arXiv
 * 1406.1078) and RNN. Inputs are x, (steps, N, features), or (N, steps, features) where the batch
 * is first; then the initial states that the flags name, (directions, N, hidden), or (N,
 * directions, hidden).
 *
 * <p>It stores what ONNX does, gates in ONNX's order (LSTM: input, output, forget, cell; GRU:
 * update, reset, hidden): {@code weight_ih} (directions, gates · hidden, features), {@code
 * weight_hh} (directions, gates · hidden, hidden), with a bias {@code bias} (directions, 2 · gates
 * · hidden), of the input's and of the state's product, and {@code weight_peephole} (directions, 3
 * · hidden).
 *
 * @param cell what a step computes
 * @param hidden features of the state
 * @param direction which way the steps go
 * @param batchFirst whether the batch is the first axis
 * @param bias whether there are biases
 * @param clip the largest size of what goes into a gate's function; 0 for no bound
 * @param initialHidden whether the initial hidden state is given, else it is 0
 * @param initialCell whether the initial cell state is given, else it is 0
 * @param lengths the number of steps of each sample; empty where every sample has all steps
 * @param result which of its results the op gives
 */
public record Recurrent(
    RecurrentCell cell,
    int hidden,
    Direction direction,
    boolean batchFirst,
    boolean bias,
    double clip,
    boolean initialHidden,
    boolean initialCell,
    List<Integer> lengths,
    Result result)
    implements CompositeOp {
  /** Weights of the input. */
  public static final String WEIGHT_INPUT = "weight_ih";

  /** Weights of the state. */
  public static final String WEIGHT_STATE = "weight_hh";

  /** Weights of the cell state in the gates. */
  public static final String WEIGHT_PEEPHOLE = "weight_peephole";

  /** The most steps, of all directions together, that a definition unrolls. */
  private static final int MAX_STEPS = 20_000;

  /** Which way the steps go. */
  public enum Direction {
    /** From the first to the last. */
    FORWARD,
    /** From the last to the first. */
    REVERSE,
    /** Both, each with weights of its own. */
    BIDIRECTIONAL
  }

  /** Which of its results the op gives. */
  public enum Result {
    /** The hidden state of each step: (steps, directions, N, hidden). */
    STEPS,
    /** The last hidden state: (directions, N, hidden). */
    HIDDEN,
    /** The last cell state: (directions, N, hidden). */
    CELL,
    /** All of these, flattened and joined in a single axis. */
    ALL
  }

  public Recurrent {
    lengths = List.copyOf(lengths);
    if (hidden < 1 || clip < 0 || Double.isNaN(clip)) {
      throw new ShapeException(
          "recurrent layer of %d hidden features, clip %s; expected at least 1, and at least 0"
              .formatted(hidden, clip));
    }
    boolean hasCell = cell instanceof RecurrentCell.Lstm;
    if (!hasCell && (initialCell || result == Result.CELL)) {
      throw new ShapeException("only an LSTM has a cell state");
    }
    int functions = cell.functions().size();
    int expected = cell.functionsEach() * (direction == Direction.BIDIRECTIONAL ? 2 : 1);
    if (functions != expected) {
      throw new ShapeException(functions + " gate functions; expected " + expected);
    }
  }

  /** 1, or 2 where the steps go both ways. */
  public int directions() {
    return direction == Direction.BIDIRECTIONAL ? 2 : 1;
  }

  @Override
  public String typeName() {
    return cell.typeName();
  }

  /** The sizes of an input. */
  record Sizes(int steps, int batch, int features) {}

  Sizes sizes(List<Shape> inputs) {
    int expected = 1 + (initialHidden ? 1 : 0) + (initialCell ? 1 : 0);
    if (inputs.size() != expected || inputs.getFirst().rank() != 3) {
      throw new ShapeException(
          "%s of %s; expected %d inputs, the first of (steps, batch, features)"
              .formatted(typeName(), inputs, expected));
    }
    Shape x = inputs.getFirst();
    Sizes sizes = new Sizes(x.dim(batchFirst ? 1 : 0), x.dim(batchFirst ? 0 : 1), x.dim(2));
    for (Shape state : inputs.subList(1, expected)) {
      if (!state.equals(state(sizes))) {
        throw new ShapeException("initial state of " + state + "; expected " + state(sizes));
      }
    }
    if (!lengths.isEmpty()
        && (lengths.size() != sizes.batch
            || lengths.stream().anyMatch(length -> length < 0 || length > sizes.steps))) {
      throw new ShapeException(
          "lengths %s of %d samples of %d steps; expected one each, of at most as many"
              .formatted(lengths, sizes.batch, sizes.steps));
    }
    return sizes;
  }

  /** The shape of a state. */
  private Shape state(Sizes sizes) {
    return batchFirst
        ? Shape.of(sizes.batch, directions(), hidden)
        : Shape.of(directions(), sizes.batch, hidden);
  }

  /** The shapes of the results that {@link Result#ALL} has behind each other. */
  public List<Shape> results(List<Shape> inputs) {
    Sizes sizes = sizes(inputs);
    Shape steps =
        batchFirst
            ? Shape.of(sizes.batch, sizes.steps, directions(), hidden)
            : Shape.of(sizes.steps, directions(), sizes.batch, hidden);
    List<Shape> shapes = new ArrayList<>(List.of(steps, state(sizes)));
    if (cell instanceof RecurrentCell.Lstm) {
      shapes.add(state(sizes));
    }
    return shapes;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    List<Shape> all = results(inputs);
    return switch (result) {
      case STEPS -> all.get(0);
      case HIDDEN -> all.get(1);
      case CELL -> all.get(2);
      case ALL ->
          Shape.of(
              Math.toIntExact(all.stream().mapToLong(Shape::elements).reduce(0, Math::addExact)));
    };
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> inputs) {
    int features = inputs.getFirst().dim(2);
    int rows = Math.multiplyExact(cell.gates(), hidden);
    List<ParameterSlot> slots = new ArrayList<>();
    slots.add(slot(WEIGHT_INPUT, Shape.of(directions(), rows, features)));
    slots.add(slot(WEIGHT_STATE, Shape.of(directions(), rows, hidden)));
    if (bias) {
      slots.add(slot(ParameterSlot.BIAS, Shape.of(directions(), 2 * rows)));
    }
    if (cell instanceof RecurrentCell.Lstm lstm && lstm.peepholes()) {
      slots.add(slot(WEIGHT_PEEPHOLE, Shape.of(directions(), 3 * hidden)));
    }
    return List.copyOf(slots);
  }

  private static ParameterSlot slot(String role, Shape shape) {
    return new ParameterSlot(role, shape, true);
  }

  /**
   * Steps · N · directions · gates · hidden · (features + hidden): 100 steps of an LSTM of 64
   * features and 64 hidden ones are 100 · 4 · 64 · 128 = 3,276,800.
   */
  @Override
  public long macs(List<Shape> inputs) {
    Sizes sizes = sizes(inputs);
    long perStep =
        Math.multiplyExact(
            (long) directions() * cell.gates() * hidden, (long) sizes.features + hidden);
    return Math.multiplyExact(Math.multiplyExact((long) sizes.steps, sizes.batch), perStep);
  }

  /** Each row is a product of its own, summed with the other one. */
  @Override
  public double fanIn(ParameterSlot slot) {
    return 2.0 * slot.shape().dim(-1);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Sizes sizes = sizes(inputs.stream().map(Node::shape).toList());
    if ((long) sizes.steps * directions() > MAX_STEPS) {
      throw new NoDefinitionException(
          "%s of %d steps in %d directions: only onnxruntime runs so many; expected at most %d in all; try a shorter sequence"
              .formatted(typeName(), sizes.steps, directions(), MAX_STEPS));
    }
    return new RecurrentSteps(this, sizes, inputs, parts).result();
  }
}
