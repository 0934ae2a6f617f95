package convspectrum.spec.composite.recurrent;

import convspectrum.spec.graph.ShapeException;
import java.util.List;

/** The kinds of recurrent cells: what one step of a layer computes. */
public sealed interface RecurrentCell {
  /** The functions of its gates, those of the first direction before those of the second. */
  List<GateFunction> functions();

  /** The number of products of each input, one for each gate. */
  int gates();

  /** The number of functions that each direction has. */
  int functionsEach();

  /** Its name in tables. */
  String typeName();

  /** Whether it is the usual cell: sigmoid gates, hyperbolic tangents, no coupling or peepholes. */
  default boolean isUsual() {
    GateFunction sigmoid = GateFunction.of(GateFunction.Kind.SIGMOID);
    GateFunction tanh = GateFunction.of(GateFunction.Kind.TANH);
    List<GateFunction> usual =
        switch (this) {
          case Lstm _ -> List.of(sigmoid, tanh, tanh);
          case Gru _ -> List.of(sigmoid, tanh);
          case Plain _ -> List.of(tanh);
        };
    boolean plain = !(this instanceof Lstm lstm && (lstm.coupled() || lstm.peepholes()));
    for (int i = 0; i < functions().size(); i++) {
      plain &= functions().get(i).equals(usual.get(i % usual.size()));
    }
    return plain;
  }

  /**
   * Gates i, o, f and c; functions f, g and h of ONNX.
   *
   * @param coupled whether the forget gate is 1 − the input gate
   * @param peepholes whether the gates see the cell state
   */
  record Lstm(List<GateFunction> functions, boolean coupled, boolean peepholes)
      implements RecurrentCell {
    public Lstm {
      functions = List.copyOf(functions);
    }

    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int functionsEach() {
      return 3;
    }

    @Override
    public String typeName() {
      return "LSTM";
    }
  }

  /**
   * Gates z, r and h; functions f and g of ONNX.
   *
   * @param resetAfter whether the reset gate multiplies the state's product, as in PyTorch, or the
   *     state itself
   */
  record Gru(List<GateFunction> functions, boolean resetAfter) implements RecurrentCell {
    public Gru {
      functions = List.copyOf(functions);
    }

    @Override
    public int gates() {
      return 3;
    }

    @Override
    public int functionsEach() {
      return 2;
    }

    @Override
    public String typeName() {
      return "GRU";
    }
  }

  /** A cell of one gate and no other: f(x's product + state's product). */
  record Plain(List<GateFunction> functions) implements RecurrentCell {
    public Plain {
      functions = List.copyOf(functions);
      if (functions.isEmpty()) {
        throw new ShapeException("a recurrent cell without a function; expected one");
      }
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int functionsEach() {
      return 1;
    }

    @Override
    public String typeName() {
      return "RNN";
    }
  }
}
