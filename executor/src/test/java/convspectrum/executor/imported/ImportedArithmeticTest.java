package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pointwise functions and reductions that are imported give what ONNX Runtime makes of them. */
class ImportedArithmeticTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void activationsAgree() throws IOException, OrtException {
    activations();
    models.assertAgree(folder, 15);
  }

  @Test
  void arithmeticAgrees() throws IOException, OrtException {
    arithmetic();
    models.assertAgree(folder, 10);
  }

  @Test
  void reductionsAgree() throws IOException, OrtException {
    reductions();
    models.assertAgree(folder, 8);
  }

  @Test
  void decompositionsAgree() throws IOException, OrtException {
    decompositions();
    models.assertAgree(folder, 16);
  }

  @Test
  void integersAreIntegers() throws IOException, OrtException {
    integers();
    models.assertAgree(folder, 6);
  }

  @Test
  void largeAndEmptyNumbersStayNumbers() throws IOException, OrtException {
    models.map(
        "log softmax of far values",
        13,
        m -> m.node("LogSoftmax", m.node("Mul", "x," + m.number(300))));
    models.map(
        "log of a sum of large powers",
        13,
        m -> m.node("ReduceLogSumExp", m.node("Mul", "x," + m.number(300))));
    models.map(
        "length of nothing",
        13,
        m -> m.node("LpNormalization", m.node("Relu", m.node("Floor", "x")), "axis", 3));
    models.map("Manhattan length", 13, m -> m.node("LpNormalization", "x", "p", 1));
    for (String side : List.of("detect_negative", "detect_positive")) {
      models.map(
          side,
          13,
          m ->
              m.node("Cast", m.node("IsInf", m.node("Div", "x," + m.number(0)), side, 0), "to", 1));
    }
    models.map(
        "threshold of infinities",
        13,
        m ->
            m.node(
                "Softsign",
                m.node("ThresholdedRelu", m.node("Log", m.node("Relu", m.node("Floor", "x"))))));
    models.assertAgree(folder, 6);
  }

  /** Numbers that the network computes, of types that are no real numbers. */
  private void integers() {
    for (String type : List.of("Div", "Mod", "Pow")) {
      models.map(
          type,
          13,
          m ->
              m.node(
                  "Cast",
                  m.node(
                      type,
                      m.node("Cast", m.node("Mul", "x," + m.number(9)), "to", 7)
                          + ","
                          + m.integer(2)),
                  "to",
                  1));
    }
    models.map(
        "half of a place",
        13,
        m ->
            m.node(
                "Cast",
                m.node("Div", m.node("ArgMax", "x", "axis", 3) + "," + m.integer(2)),
                "to",
                1));
    models.map(
        "mean of integers",
        13,
        m ->
            m.node(
                "Cast",
                m.node(
                    "ReduceMean",
                    m.node("Cast", m.node("Mul", "x," + m.number(9)), "to", 6),
                    "axes",
                    new int[] {3}),
                "to",
                1));
    models.map(
        "eight bits",
        13,
        m ->
            m.node(
                "Cast",
                m.node(
                    "Cast", m.node("Cast", m.node("Mul", "x," + m.number(900)), "to", 6), "to", 3),
                "to",
                1));
  }

  private void activations() {
    for (String type :
        List.of(
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Celu",
            "HardSigmoid",
            "HardSwish",
            "Softsign",
            "Erf",
            "Abs",
            "Neg",
            "Floor",
            "Ceil",
            "Exp",
            "Sin",
            "Cos",
            "Sign",
            "Atan")) {
      models.map(type, 14, m -> m.node(type, "x"));
    }
    models.map("mish", 18, m -> m.node("Mish", "x"));
    models.map("gelu", 20, m -> m.node("Gelu", "x"));
    models.map("gelu tanh", 20, m -> m.node("Gelu", "x", "approximate", "tanh"));
    models.map("clip attributes", 6 + 1, m -> m.node("Clip", "x", "min", -0.5, "max", 0.25));
    models.map("clip inputs", 13, m -> m.node("Clip", "x," + m.number(0) + "," + m.number(6)));
    models.map("clip low alone", 13, m -> m.node("Clip", "x," + m.number(-0.1)));
    models.map("prelu", 16, m -> m.node("PRelu", "x," + m.weight(3, 1, 1)));
    models.map("softmax of rows", 11, m -> m.node("Softmax", "x", "axis", 1));
    models.map("softmax", 13, m -> m.node("Softmax", "x", "axis", 1));
    models.map("log softmax", 13, m -> m.node("LogSoftmax", "x"));
    models.map("celu", 13, m -> m.node("Celu", "x", "alpha", 0.7));
  }

  private void arithmetic() {
    for (String type : List.of("Add", "Sub", "Mul", "Div", "Pow", "Min", "Max")) {
      models.map(
          type + " stored", 13, m -> m.node(type, m.node("Exp", "x") + "," + m.weight(3, 1, 1)));
      models.map(
          type + " of two",
          13,
          m -> m.node(type, m.node("Exp", "x") + "," + m.node("Sigmoid", "x")));
      models.map(type + " number", 13, m -> m.node(type, m.node("Exp", "x") + "," + m.number(1.5)));
    }
    models.map("Sum", 13, m -> m.node("Sum", "x," + m.weight(7) + ",x"));
    models.map("Mean", 13, m -> m.node("Mean", "x," + m.weight(7)));
    models.map("Sqrt", 13, m -> m.node("Sqrt", m.node("Exp", "x")));
    models.map("Reciprocal", 13, m -> m.node("Reciprocal", m.node("Exp", "x")));
    models.map(
        "Where",
        13,
        m -> m.node("Where", m.node("Greater", "x," + m.number(0.1)) + ",x," + m.weight(7)));
    models.map(
        "Where not NaN", 13, m -> m.node("Where", m.node("IsNaN", "x") + "," + m.number(0) + ",x"));
    models.map(
        "comparison",
        16,
        m -> m.node("Cast", m.node("GreaterOrEqual", "x," + m.number(0.1)), "to", 1));
  }

  private void reductions() {
    for (String type :
        List.of(
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceL2",
            "ReduceL1",
            "ReduceProd",
            "ReduceSumSquare",
            "ReduceLogSumExp")) {
      models.map(type, 13, m -> m.node(type, "x", "axes", new int[] {2, 3}, "keepdims", 0));
      models.map(type + " input", 18, m -> m.node(type, "x," + m.integers(-3)));
    }
    models.map("ReduceSum", 13, m -> m.node("ReduceSum", "x," + m.integers(1, 3), "keepdims", 0));
    models.map("ReduceMean of all", 13, m -> m.node("ReduceMean", "x"));
  }

  private void decompositions() {
    for (String type :
        List.of(
            "Tan",
            "Sinh",
            "Cosh",
            "Asinh",
            "Round",
            "Softsign",
            "ThresholdedRelu",
            "Shrink",
            "MeanVarianceNormalization")) {
      models.map(type, 13, m -> m.node(type, m.node("Mul", "x," + m.number(1.3))));
    }
    for (String type : List.of("Asin", "Acos", "Atanh")) {
      models.map(type, 13, m -> m.node(type, m.node("Sin", "x")));
    }
    models.map("Acosh", 13, m -> m.node("Acosh", m.node("Exp", m.node("Abs", "x"))));
    models.map(
        "round halves",
        13,
        m ->
            m.node(
                "Round",
                m.node(
                    "Mul",
                    m.node("Floor", m.node("Mul", "x," + m.number(5))) + "," + m.number(0.5))));
    for (int fmod = 0; fmod < 2; fmod++) {
      int mode = fmod;
      models.map(
          "mod " + mode,
          13,
          m ->
              mode == 0
                  ? m.node(
                      "Cast",
                      m.node(
                          "Mod",
                          m.node("Cast", m.node("Mul", "x," + m.number(9)), "to", 7)
                              + ","
                              + m.integers(3)),
                      "to",
                      1)
                  : m.node("Mod", "x," + m.number(0.7), "fmod", 1));
    }
    models.map(
        "cast to integers",
        13,
        m -> m.node("Cast", m.node("Cast", m.node("Mul", "x," + m.number(3)), "to", 7), "to", 1));
    models.map(
        "reduction over nothing", 18, m -> m.node("ReduceSum", "x", "noop_with_empty_axes", 1));
    models.map(
        "weights standardised by a norm",
        15,
        m -> {
          String w = m.node("Reshape", m.weight(4, 3, 3, 3) + "," + m.integers(1, 4, -1));
          m.nodeOf(
              "BatchNormalization",
              w + "," + m.weight(4) + "," + m.weight(4) + "," + m.weight(4) + "," + m.weight(4),
              "s,p,q",
              "training_mode",
              1,
              "epsilon",
              0.001);
          return m.node("Conv", "x," + m.node("Reshape", "s," + m.integers(4, 3, 3, 3)));
        });
  }
}
