package convspectrum.executor.imported;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decoders of language models are exported with gives what ONNX Runtime makes of it. */
class ImportedDecodersTest {
  private static final String OP = "GroupQueryAttention";

  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void firstTokensAgree() throws IOException, OrtException {
    prompt("shared keys", "", "num_heads", 3, "kv_num_heads", 1);
    prompt("scale", "", "num_heads", 3, "kv_num_heads", 1, "scale", 0.1, "softcap", 0.5);
    prompt("window", "", "num_heads", 3, "kv_num_heads", 1, "local_window_size", 2);
    for (int interleaved = 0; interleaved < 2; interleaved++) {
      Object[] rotary = {
        "num_heads", 3, "kv_num_heads", 1, "do_rotary", 1, "rotary_interleaved", interleaved
      };
      prompt("rotary " + interleaved, "rotary", rotary);
    }
    models.of(
        "all in one",
        17,
        m ->
            m.fused(
                OP,
                "x,,,,,%s,%s".formatted(m.integersOf(DataType.INT32, 4, 4), total(m, 5)),
                "num_heads",
                2,
                "kv_num_heads",
                1),
        2,
        5,
        64);
    models.assertAgree(folder, 6);
  }

  private void prompt(String name, String rotary, Object... attributes) {
    models.of(
        name,
        17,
        m ->
            m.fused(
                OP,
                "x,%s,%s,,,%s,%s%s"
                    .formatted(
                        m.small(2, 5, 16),
                        m.weight(2, 5, 16),
                        m.integersOf(DataType.INT32, 4, 4),
                        total(m, 5),
                        rotary.isEmpty() ? "" : angles(m)),
                attributes),
        2,
        5,
        48);
  }

  /** Of a buffer of six earlier tokens all are valid, or three and five. */
  @Test
  void laterTokensAgree() throws IOException, OrtException {
    for (int window : new int[] {-1, 2, 4}) {
      for (int output = 0; output < 3; output++) {
        String result = new String[] {"y", "k", "v"}[output];
        models.of(
            "all valid, window %d, output %d".formatted(window, output),
            17,
            m -> later(m, 1, 5, m.integersOf(DataType.INT32, 10), 11, window, result),
            1,
            5,
            48);
        models.of(
            "some valid, window %d, output %d".formatted(window, output),
            17,
            m -> {
              String all = later(m, 2, 1, m.integersOf(DataType.INT32, 3, 5), 6, window, result);
              // Behind the valid keys of the first sample ONNX Runtime leaves anything.
              return all.equals("y")
                  ? all
                  : m.node(
                      "Slice",
                      all + "," + m.integers(0) + "," + m.integers(4) + "," + m.integers(2));
            },
            2,
            1,
            48);
      }
    }
    models.assertAgree(folder, 18);
  }

  private static String later(
      OnnxModels m, int batch, int tokens, String lengths, int all, int window, String result) {
    m.fusedOf(
        OP,
        "x,%s,%s,%s,%s,%s,%s%s"
            .formatted(
                m.small(batch, tokens, 16),
                m.weight(batch, tokens, 16),
                m.small(batch, 1, 6, 16),
                m.weight(batch, 1, 6, 16),
                lengths,
                total(m, all),
                angles(m)),
        "y,k,v",
        "num_heads",
        3,
        "kv_num_heads",
        1,
        "do_rotary",
        1,
        "local_window_size",
        window);
    return result;
  }

  @Test
  void attentionsWithEarlierTokensAgree() throws IOException, OrtException {
    for (String result : new String[] {"y", "k", "v"}) {
      tokens(
          "earlier, output " + result,
          m -> {
            String own = m.small(2, 5, 24) + "," + m.weight(2, 5, 24);
            String earlier = m.small(2, 3, 6, 8) + "," + m.weight(2, 3, 6, 8);
            String inputs = "x,%s,,,,%s".formatted(own, earlier);
            m.fusedOf("MultiHeadAttention", inputs, "y,k,v", "num_heads", 3, "unidirectional", 1);
            return result;
          });
    }
    tokens(
        "none earlier",
        m -> {
          String inputs = "x,%s,%s".formatted(m.small(2, 5, 24), m.weight(2, 5, 24));
          m.fusedOf("MultiHeadAttention", inputs, "y,k,v", "num_heads", 3);
          return "k";
        });
    tokens(
        "keys in heads",
        m ->
            m.fused(
                "MultiHeadAttention",
                "x,%s,%s,%s".formatted(m.small(2, 3, 7, 8), m.weight(2, 3, 7, 8), m.weight(72)),
                "num_heads",
                3));
    for (String result : new String[] {"y", "p"}) {
      tokens(
          "projections, output " + result,
          m -> {
            String weights = m.small(24, 72) + "," + m.weight(72);
            String inputs = "x,%s,,%s".formatted(weights, m.small(2, 2, 3, 6, 8));
            m.fusedOf("Attention", inputs, "y,p", "num_heads", 3, "unidirectional", 1);
            return result;
          });
    }
    models.assertAgree(folder, 7);
  }

  private void tokens(String name, Function<OnnxModels, String> body) {
    models.of(name, 17, body, 2, 5, 24);
  }

  private static String total(OnnxModels m, int tokens) {
    return m.integer(DataType.INT32, tokens);
  }

  private static String angles(OnnxModels m) {
    return "," + m.weight(16, 8) + "," + m.small(16, 8);
  }

  @Test
  void tablesOfFewBitsAgree() throws IOException, OrtException {
    for (int bits : new int[] {4, 8}) {
      for (String zeros : new String[] {"", ","}) {
        models.ofIds(
            bits + " bits" + zeros,
            17,
            m -> {
              String table = m.integers(DataType.UINT8, 0, 255, 10, 4 * bits);
              String scales = m.weight(10, 2);
              String more = zeros + m.integers(DataType.UINT8, 0, 255, 10, bits / 4);
              return m.fused(
                  "GatherBlockQuantized",
                  table + ",x," + scales + (zeros.isEmpty() ? "" : more),
                  "bits",
                  bits,
                  "block_size",
                  16);
            },
            2,
            5);
      }
    }
    models.assertAgree(folder, 4);
  }

  @Test
  void normsOfSumsAgree() throws IOException, OrtException {
    for (int output : new int[] {0, 3}) {
      models.of(
          "sum, output " + output,
          17,
          m -> {
            String inputs = "x,%s,%s".formatted(m.weight(2, 5, 24), m.weight(24));
            m.fusedOf("SkipSimplifiedLayerNormalization", inputs, "y,,,s", "epsilon", 0.01);
            return output == 0 ? "y" : "s";
          },
          2,
          5,
          24);
    }
    models.of(
        "bias",
        17,
        m ->
            m.fused(
                "SkipSimplifiedLayerNormalization",
                "x,%s,%s,%s".formatted(m.weight(2, 5, 24), m.weight(24), m.weight(24))),
        2,
        5,
        24);
    models.assertAgree(folder, 3);
  }
}
