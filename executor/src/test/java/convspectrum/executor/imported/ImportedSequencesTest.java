package convspectrum.executor.imported;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attention, recurrent layers and loops that are imported give what ONNX Runtime makes of them. */
class ImportedSequencesTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void attentionsAgree() throws IOException, OrtException {
    tokens("joined", m -> attention(m, 24, 24, "", "q_num_heads", 3, "kv_num_heads", 3));
    tokens(
        "scaled", m -> attention(m, 24, 24, "", "q_num_heads", 3, "kv_num_heads", 3, "scale", 0.1));
    tokens(
        "causal",
        m -> attention(m, 24, 24, "", "q_num_heads", 3, "kv_num_heads", 3, "is_causal", 1));
    tokens("shared keys", m -> attention(m, 8, 8, "", "q_num_heads", 3, "kv_num_heads", 1));
    tokens("wide values", m -> attention(m, 24, 48, "", "q_num_heads", 3, "kv_num_heads", 3));
    tokens(
        "mask",
        m -> attention(m, 24, 24, "," + m.weight(5, 7), "q_num_heads", 3, "kv_num_heads", 3));
    tokens(
        "mask of truths",
        m ->
            attention(
                m,
                24,
                24,
                "," + m.integers(DataType.BOOL, 0, 1, 5, 7),
                "q_num_heads",
                3,
                "kv_num_heads",
                3));
    models.of(
        "heads apart",
        23,
        m -> m.node("Attention", "x," + m.weight(2, 3, 7, 8) + "," + m.weight(2, 3, 7, 4)),
        2,
        3,
        5,
        8);
    models.assertAgree(folder, 8);
  }

  private void tokens(String name, Function<OnnxModels, String> body) {
    models.of(name, 23, body, 2, 5, 24);
  }

  private static String attention(
      OnnxModels m, int keys, int values, String mask, Object... attributes) {
    String operands = "x," + m.small(2, 7, keys) + "," + m.weight(2, 7, values) + mask;
    return m.node("Attention", operands, attributes);
  }

  @Test
  void fusedOpsAgree() throws IOException, OrtException {
    tokens(
        "multi head",
        m ->
            m.fused(
                "MultiHeadAttention",
                "x,%s,%s,%s".formatted(m.small(2, 7, 24), m.weight(2, 7, 24), m.weight(72)),
                "num_heads",
                3));
    tokens(
        "with projections",
        m ->
            m.fused(
                "Attention", "x,%s,%s".formatted(m.small(24, 72), m.weight(72)), "num_heads", 3));
    tokens(
        "rotary",
        m ->
            m.fused(
                "RotaryEmbedding",
                "x,%s,%s,%s"
                    .formatted(m.table(new long[] {2, 5}, 9), m.weight(9, 4), m.weight(9, 4)),
                "interleaved",
                1));
    for (int bits : new int[] {4, 8}) {
      tokens(
          bits + " bits",
          m ->
              m.fused(
                  "MatMulNBits",
                  "x,%s,%s"
                      .formatted(
                          m.integers(DataType.UINT8, 0, 255, 10, 2, 16 * bits / 8), m.weight(20)),
                  "K",
                  24,
                  "N",
                  10,
                  "bits",
                  bits,
                  "block_size",
                  16));
    }
    tokens(
        "zero points",
        m ->
            m.fused(
                "MatMulNBits",
                "x,%s,%s,%s"
                    .formatted(
                        m.integers(DataType.UINT8, 0, 255, 10, 2, 8),
                        m.weight(20),
                        m.integers(DataType.UINT8, 0, 255, 10)),
                "K",
                24,
                "N",
                10,
                "bits",
                4,
                "block_size",
                16));
    models.assertAgree(folder, 6);
  }

  @Test
  void rotaryEmbeddingsAgree() throws IOException, OrtException {
    for (int interleaved = 0; interleaved < 2; interleaved++) {
      int flag = interleaved;
      models.of(
          "apart " + flag,
          23,
          m ->
              m.node(
                  "RotaryEmbedding",
                  "x,%s,%s,%s"
                      .formatted(m.weight(9, 4), m.weight(9, 4), m.table(new long[] {2, 5}, 9)),
                  "interleaved",
                  flag),
          2,
          3,
          5,
          8);
      tokens(
          "joined " + flag,
          m ->
              m.node(
                  "RotaryEmbedding",
                  "x,%s,%s".formatted(m.weight(2, 5, 2), m.weight(2, 5, 2)),
                  "interleaved",
                  flag,
                  "num_heads",
                  3,
                  "rotary_embedding_dim",
                  4));
    }
    models.assertAgree(folder, 4);
  }

  @Test
  void recurrentLayersAgree() throws IOException, OrtException {
    for (String direction : List.of("forward", "reverse", "bidirectional")) {
      int both = direction.equals("bidirectional") ? 2 : 1;
      for (int output = 0; output < 3; output++) {
        steps("LSTM", 4, both, direction, output, "input_forget", output / 2);
        if (output < 2) {
          steps("GRU", 3, both, direction, output, "linear_before_reset", output);
          steps("RNN", 1, both, direction, output, "clip", 0.4);
        }
      }
    }
    gates(
        "LSTM",
        4,
        new String[] {"HardSigmoid", "Softsign", "ScaledTanh"},
        new double[] {0.3, 1.5},
        new double[] {0.4, 0.7});
    gates("GRU", 3, new String[] {"Sigmoid", "LeakyRelu"}, new double[] {0.3}, new double[0]);
    gates("RNN", 1, new String[] {"Elu"}, new double[] {0.7}, new double[0]);
    gates("RNN", 1, new String[] {"Affine"}, new double[] {0.5}, new double[] {0.1});
    models.of(
        "two results",
        17,
        m -> {
          String inputs = "x,%s,%s".formatted(m.small(1, 16, 6), m.small(1, 16, 4));
          m.nodeOf("LSTM", inputs, "y,,c", "hidden_size", 4);
          String cell = m.node("Unsqueeze", "c," + m.integers(0));
          return m.node("Add", "y," + cell);
        },
        5,
        3,
        6);
    models.of(
        "peepholes",
        17,
        m ->
            m.node(
                "LSTM",
                "x,%s,%s,,,,,%s".formatted(m.small(1, 16, 6), m.small(1, 16, 4), m.small(1, 12)),
                "hidden_size",
                4,
                "clip",
                0.3),
        5,
        3,
        6);
    models.assertAgree(folder, 27);
  }

  /** A layer with biases, lengths and initial states. */
  private void steps(
      String op, int gates, int both, String direction, int output, String flag, Object value) {
    models.of(
        "%s %s %d".formatted(op, direction, output),
        17,
        m -> {
          String inputs =
              "x,%s,%s,%s,%s,%s"
                  .formatted(
                      m.small(both, 4L * gates, 6),
                      m.small(both, 4L * gates, 4),
                      m.small(both, 8L * gates),
                      m.integers(DataType.INT32, 1, 5, 3),
                      m.small(both, 3, 4));
          inputs += op.equals("LSTM") ? "," + m.small(both, 3, 4) : "";
          String outputs = ",".repeat(output) + "r";
          m.nodeOf(op, inputs, outputs, "hidden_size", 4, "direction", direction, flag, value);
          return "r";
        },
        5,
        3,
        6);
  }

  private void gates(String op, int gates, String[] names, double[] alpha, double[] beta) {
    models.of(
        op + " of " + String.join(" ", names),
        17,
        m ->
            m.node(
                op,
                "x,%s,%s".formatted(m.small(1, 4L * gates, 6), m.small(1, 4L * gates, 4)),
                "hidden_size",
                4,
                "activations",
                names,
                "activation_alpha",
                alpha,
                "activation_beta",
                beta),
        5,
        3,
        6);
  }

  @Test
  void loopsAgree() throws IOException, OrtException {
    List<NodeProto> step =
        List.of(
            OnnxModels.of("Identity", "c0", "c1"),
            OnnxModels.of("Add", "s0,s0", "twice"),
            OnnxModels.of("Sigmoid", "twice", "s1"),
            OnnxModels.of("Mul", "s1,s0", "shown"));
    for (String output : List.of("last", "all")) {
      models.map(
          "loop " + output,
          17,
          m -> {
            m.nodeOf(
                "Loop",
                m.integer(4) + "," + m.truth() + ",x",
                "last,all",
                "body",
                OnnxModels.body("i0,c0,s0", step, "c1,s1,shown"));
            return output;
          });
      models.of(
          "scan " + output,
          17,
          m -> {
            List<NodeProto> add =
                List.of(
                    OnnxModels.of("Add", "s0,part", "s1"), OnnxModels.of("Tanh", "s1", "shown"));
            m.nodeOf(
                "Scan",
                m.weight(3, 2) + ",x",
                "last,all",
                "body",
                OnnxModels.body("s0,part", add, "s1,shown"),
                "num_scan_inputs",
                1,
                "scan_input_axes",
                new int[] {1},
                "scan_input_directions",
                new int[] {1},
                "scan_output_axes",
                new int[] {2});
            return output;
          },
          3,
          5,
          2);
    }
    // The first steps of a loop that its own condition ends: i < 2.
    models.map(
        "loop until",
        17,
        m -> {
          m.nodeOf("Identity", m.integer(2), "two");
          List<NodeProto> until =
              List.of(OnnxModels.of("Less", "i0,two", "c1"), OnnxModels.of("Sin", "s0", "s1"));
          return m.node(
              "Loop",
              m.integer(9) + "," + m.truth() + ",x",
              "body",
              OnnxModels.body("i0,c0,s0", until, "c1,s1"));
        });
    models.assertAgree(folder, 5);
  }

  @Test
  void secondResultsAgree() throws IOException, OrtException {
    for (int output = 1; output < 3; output++) {
      String outputs = "y" + ",".repeat(output) + "r";
      models.map(
          "norm " + output,
          17,
          m -> {
            String scale = m.weight(6, 7);
            m.nodeOf("LayerNormalization", "x," + scale, outputs, "axis", 2);
            return "r";
          });
    }
    models.map(
        "places",
        17,
        m -> {
          m.nodeOf(
              "MaxPool",
              "x",
              "y,p",
              "kernel_shape",
              new int[] {3, 2},
              "strides",
              new int[] {2, 1},
              "pads",
              new int[] {1, 1, 1, 0});
          return m.node("Cast", "p", "to", 1);
        });
    models.assertAgree(folder, 3);
  }
}
