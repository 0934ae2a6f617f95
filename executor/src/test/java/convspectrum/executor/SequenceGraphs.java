package convspectrum.executor;

import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Attention.Mask;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.Recurrent.Direction;
import convspectrum.spec.composite.Recurrent.Result;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.recurrent.GateFunction;
import convspectrum.spec.composite.recurrent.GateFunction.Kind;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Graphs of one layer of sequences each: attention, rotary embeddings, recurrent layers. */
final class SequenceGraphs {
  private static final GateFunction SIGMOID = GateFunction.of(Kind.SIGMOID);
  private static final GateFunction TANH = GateFunction.of(Kind.TANH);

  private final List<Graph> graphs = new ArrayList<>();

  private SequenceGraphs() {}

  static List<Graph> all() {
    SequenceGraphs all = new SequenceGraphs();
    all.attentions();
    all.rotaries();
    all.recurrences();
    return all.graphs;
  }

  private void attentions() {
    for (int form = 0; form < 16; form++) {
      boolean joined = form % 2 == 0;
      boolean causal = form / 2 % 2 == 0;
      boolean past = form / 4 % 2 == 0;
      int kvHeads = form / 8 == 0 ? 2 : 6;
      GraphBuilder builder = new GraphBuilder("attention " + form);
      List<Node> inputs = new ArrayList<>();
      inputs.add(builder.input("q", heads(joined, 6, 5, 8)));
      inputs.add(builder.input("k", heads(joined, kvHeads, causal ? 5 : 7, 8)));
      inputs.add(builder.input("v", heads(joined, kvHeads, causal ? 5 : 7, joined ? 8 : 3)));
      if (past) {
        inputs.add(builder.input("pk", Shape.of(2, kvHeads, 4, 8)));
        inputs.add(builder.input("pv", Shape.of(2, kvHeads, 4, joined ? 8 : 3)));
      }
      Op op = new Attention(6, kvHeads, 0.3, 0, causal, Mask.NONE, past, false);
      add(builder, op, inputs);
    }
    masked(Mask.ADDED, Shape.of(5, 7), false);
    masked(Mask.ADDED, Shape.of(2, 1, 5, 7), true);
    masked(Mask.ADDED, Shape.of(2, 6, 5, 7), false);
    masked(Mask.ADDED, Shape.of(7), true);
    masked(Mask.ADDED, Shape.of(2, 1, 5, 1), false);
    masked(Mask.TRUTH, Shape.of(2, 1, 1, 7), true);
    masked(Mask.TRUTH, Shape.of(5, 7), false);
    masked(Mask.TRUTH, Shape.of(2, 6, 5, 7), false);
  }

  private static Shape heads(boolean joined, int heads, int tokens, int features) {
    return joined ? Shape.of(2, tokens, heads * features) : Shape.of(2, heads, tokens, features);
  }

  private void masked(Mask mask, Shape shape, boolean joined) {
    GraphBuilder builder = new GraphBuilder("attention with " + mask + " " + shape);
    List<Node> inputs = new ArrayList<>();
    inputs.add(builder.input("q", heads(joined, 6, 5, 8)));
    inputs.add(builder.input("k", heads(joined, 6, 7, 8)));
    inputs.add(builder.input("v", heads(joined, 6, 7, 8)));
    inputs.add(builder.input("m", new Op.Input(shape, mask == Mask.TRUTH)));
    add(builder, new Attention(6, 6, 0.3, 0, false, mask, false, false), inputs);
  }

  private void rotaries() {
    for (int form = 0; form < 16; form++) {
      boolean joined = form % 2 == 0;
      boolean interleaved = form / 2 % 2 == 0;
      boolean positions = form / 4 % 2 == 0;
      int turned = form / 8 == 0 ? 8 : 4;
      GraphBuilder builder = new GraphBuilder("rotary embedding " + form);
      List<Node> inputs = new ArrayList<>();
      inputs.add(builder.input("x", heads(joined, 3, 5, 8)));
      Shape table = positions ? Shape.of(20, turned / 2) : Shape.of(2, 5, turned / 2);
      inputs.add(builder.input("cos", table));
      inputs.add(builder.input("sin", table));
      if (positions) {
        inputs.add(builder.input("positions", new Op.Input(Shape.of(2, 5), true)));
      }
      add(builder, new RotaryEmbedding(3, turned, interleaved, positions), inputs);
    }
  }

  private void recurrences() {
    for (Direction direction : Direction.values()) {
      int both = direction == Direction.BIDIRECTIONAL ? 2 : 1;
      for (boolean flag : new boolean[] {false, true}) {
        List<RecurrentCell> cells =
            List.of(
                new RecurrentCell.Lstm(times(both, SIGMOID, TANH, TANH), false, flag),
                new RecurrentCell.Gru(times(both, SIGMOID, TANH), flag),
                new RecurrentCell.Plain(times(both, flag ? GateFunction.of(Kind.RELU) : TANH)));
        for (RecurrentCell cell : cells) {
          for (Result result : Result.values()) {
            if (result != Result.CELL || cell instanceof RecurrentCell.Lstm) {
              recurrent(cell, direction, flag, result);
            }
          }
        }
      }
    }
  }

  private static List<GateFunction> times(int times, GateFunction... functions) {
    return Collections.nCopies(times, List.of(functions)).stream().flatMap(List::stream).toList();
  }

  /** Where {@code flag} is set, with all that a layer may have. */
  private void recurrent(RecurrentCell cell, Direction direction, boolean flag, Result result) {
    boolean batchFirst = flag != (result == Result.HIDDEN);
    boolean hasCell = flag && cell instanceof RecurrentCell.Lstm;
    Recurrent op =
        new Recurrent(
            cell,
            4,
            direction,
            batchFirst,
            flag,
            flag ? 0.9 : 0,
            flag,
            hasCell,
            flag ? List.of(3, 5, 1) : List.of(),
            result);
    GraphBuilder builder = new GraphBuilder(op.toString());
    List<Node> inputs = new ArrayList<>();
    inputs.add(builder.input("x", batchFirst ? Shape.of(3, 5, 6) : Shape.of(5, 3, 6)));
    Shape state = batchFirst ? Shape.of(3, op.directions(), 4) : Shape.of(op.directions(), 3, 4);
    if (flag) {
      inputs.add(builder.input("h", state));
    }
    if (hasCell) {
      inputs.add(builder.input("c", state));
    }
    add(builder, op, inputs);
  }

  private void add(GraphBuilder builder, Op op, List<Node> inputs) {
    graphs.add(builder.build(builder.add("y", op, inputs.toArray(Node[]::new))));
  }
}
