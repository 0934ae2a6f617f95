package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers and norms that are imported give what ONNX Runtime makes of the file. */
class ImportedLayersTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void layersAgree() throws IOException, OrtException {
    layers();
    models.assertAgree(folder, 20);
  }

  @Test
  void normsAgree() throws IOException, OrtException {
    norms();
    models.assertAgree(folder, 7);
  }

  private void layers() {
    models.map("conv", 17, m -> m.node("Conv", "x," + m.weight(4, 3, 3, 3) + "," + m.weight(4)));
    models.map(
        "conv groups",
        7,
        m ->
            m.node(
                "Conv",
                "x," + m.weight(6, 1, 3, 2),
                "group",
                3,
                "strides",
                new int[] {2, 1},
                "pads",
                new int[] {1, 0, 0, 2},
                "dilations",
                new int[] {1, 2}));
    for (String auto : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
      models.map(
          "conv " + auto,
          13,
          m ->
              m.node(
                  "Conv",
                  "x," + m.weight(4, 3, 3, 2),
                  "auto_pad",
                  auto,
                  "strides",
                  new int[] {2, 2}));
    }
    models.of("conv 1-D", 17, m -> m.node("Conv", "x," + m.weight(4, 3, 3)), 2, 3, 9);
    models.map(
        "conv bias computed",
        17,
        m -> m.node("Conv", "x," + m.weight(4, 3, 1, 1) + "," + m.node("Neg", m.weight(4))));
    models.map(
        "conv weight transposed",
        17,
        m -> m.node("Conv", "x," + m.node("Transpose", m.weight(1, 1, 3, 5))));
    for (String pool : List.of("MaxPool", "AveragePool")) {
      for (int ceil = 0; ceil < 2; ceil++) {
        int mode = ceil;
        models.map(
            pool + " ceil " + mode,
            12,
            m ->
                m.node(
                    pool,
                    "x",
                    "kernel_shape",
                    new int[] {3, 2},
                    "strides",
                    new int[] {2, 2},
                    "pads",
                    new int[] {1, 0, 1, 0},
                    "ceil_mode",
                    mode));
      }
    }
    models.map(
        "average pool, padding counted",
        11,
        m ->
            m.node(
                "AveragePool",
                "x",
                "kernel_shape",
                new int[] {3, 3},
                "pads",
                new int[] {1, 1, 1, 1},
                "count_include_pad",
                1));
    models.map("global average", 9, m -> m.node("GlobalAveragePool", "x"));
    models.map("global max", 9, m -> m.node("GlobalMaxPool", "x"));
    models.of("gemm", 13, m -> m.node("Gemm", "x," + m.weight(7, 5) + "," + m.weight(5)), 3, 7);
    models.of(
        "gemm scaled",
        11,
        m ->
            m.node(
                "Gemm",
                "x," + m.weight(5, 3) + "," + m.weight(3, 1),
                "transA",
                1,
                "alpha",
                0.5,
                "beta",
                2.0,
                "transB",
                0),
        5,
        3);
    models.of(
        "gemm of two", 13, m -> m.node("Gemm", "x," + m.node("Relu", "x"), "transB", 1), 5, 3);
    models.of("matmul stored right", 13, m -> m.node("MatMul", "x," + m.weight(7, 5)), 2, 3, 7);
    models.of("matmul stored batch", 13, m -> m.node("MatMul", "x," + m.weight(2, 7, 5)), 2, 3, 7);
    models.of("matmul stored left", 13, m -> m.node("MatMul", m.weight(5, 3) + ",x"), 2, 3, 7);
    models.of("matmul vector", 13, m -> m.node("MatMul", "x," + m.weight(7)), 2, 3, 7);
    models.of(
        "attention",
        13,
        m -> {
          String key = m.node("Transpose", "x", "perm", new int[] {0, 2, 1});
          String score = m.node("Softmax", m.node("MatMul", "x," + key), "axis", -1);
          return m.node("MatMul", score + ",x");
        },
        2,
        5,
        7);
  }

  private void norms() {
    models.map(
        "batch norm",
        9,
        m ->
            m.node(
                "BatchNormalization",
                "x," + m.weight(3) + "," + m.weight(3) + "," + m.weight(3) + "," + m.weight(3),
                "epsilon",
                0.001));
    models.map(
        "instance norm",
        9,
        m -> m.node("InstanceNormalization", "x," + m.weight(3) + "," + m.weight(3)));
    models.map(
        "layer norm",
        17,
        m -> m.node("LayerNormalization", "x," + m.weight(7) + "," + m.weight(7)));
    models.map(
        "layer norm of two axes",
        17,
        m -> m.node("LayerNormalization", "x," + m.weight(6, 7), "axis", -2));
    models.map(
        "lrn", 13, m -> m.node("LRN", "x", "size", 3, "alpha", 0.3, "beta", 0.7, "bias", 1.5));
    models.of(
        "group norm",
        21,
        m -> m.node("GroupNormalization", "x," + m.weight(6) + "," + m.weight(6), "num_groups", 2),
        2,
        6,
        3,
        5);
    models.map("lp norm", 13, m -> m.node("LpNormalization", "x", "axis", 1));
  }
}
