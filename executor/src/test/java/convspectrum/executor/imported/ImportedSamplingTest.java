package convspectrum.executor.imported;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ops that read at live places, imported, give what ONNX Runtime makes of the file. */
class ImportedSamplingTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void gridsAgree() throws IOException, OrtException {
    String[][] modes = {{"nearest", "nearest"}, {"bilinear", "linear"}, {"bicubic", "cubic"}};
    for (String[] mode : modes) {
      for (String padding : List.of("zeros", "border", "reflection")) {
        for (int corners = 0; corners < 2; corners++) {
          int align = corners;
          models.of(
              "old " + mode[0] + padding + corners,
              16,
              m -> sampled(m, m.weight(2, 3, 4, 5), mode[0], padding, align),
              2,
              6,
              7,
              2);
          models.of(
              "new " + mode[1] + padding + corners,
              20,
              m -> sampled(m, m.weight(1, 2, 5, 3), mode[1], padding, align),
              1,
              4,
              3,
              2);
        }
      }
    }
    models.of(
        "volume",
        20,
        m -> sampled(m, m.weight(1, 2, 3, 4, 5), "linear", "zeros", 0),
        1,
        2,
        3,
        4,
        3);
    models.of(
        "made of matrices",
        20,
        m -> {
          String grid = m.node("AffineGrid", "x," + m.integers(2, 3, 6, 7));
          return m.node("GridSample", m.weight(2, 3, 4, 5) + "," + grid);
        },
        2,
        2,
        3);
    models.assertAgree(folder, 38);
  }

  private static String sampled(
      OnnxModels m, String values, String mode, String padding, int corners) {
    return m.node(
        "GridSample",
        values + ",x",
        "mode",
        mode,
        "padding_mode",
        padding,
        "align_corners",
        corners);
  }

  @Test
  void powerPoolsAgree() throws IOException, OrtException {
    for (int p = 1; p <= 3; p++) {
      int power = p;
      models.map(
          "pool " + p,
          18,
          m ->
              m.node(
                  "LpPool",
                  "x",
                  "kernel_shape",
                  new int[] {3, 2},
                  "pads",
                  new int[] {1, 0, 1, 1},
                  "strides",
                  new int[] {2, 2},
                  "p",
                  power));
      models.map("global " + p, 18, m -> m.node("GlobalLpPool", "x", "p", power));
    }
    models.of("row", 18, m -> m.node("LpPool", "x", "kernel_shape", new int[] {3}), 2, 3, 9);
    models.of(
        "volume",
        18,
        m -> m.node("LpPool", "x", "kernel_shape", new int[] {2, 3, 2}),
        1,
        2,
        3,
        4,
        5);
    models.assertAgree(folder, 8);
  }

  @Test
  void scatteredUpdatesAgree() throws IOException, OrtException {
    for (String reduction : List.of("add", "mul", "max", "min")) {
      models.map(
          "elements " + reduction,
          18,
          m ->
              m.node(
                  "ScatterElements",
                  "x," + m.table(new long[] {2, 3, 9, 2}, 6) + "," + m.weight(2, 3, 9, 2),
                  "axis",
                  2,
                  "reduction",
                  reduction));
      models.map(
          "parts " + reduction,
          18,
          m ->
              m.node(
                  "ScatterND",
                  "x," + m.table(new long[] {5, 2}, 2) + "," + m.weight(5, 6, 7),
                  "reduction",
                  reduction));
      models.map(
          "constants " + reduction,
          18,
          m ->
              m.node(
                  "Add",
                  "x,"
                      + m.node(
                          "ScatterElements",
                          m.weight(6, 7)
                              + ","
                              + m.table(new long[] {8, 7}, 6)
                              + ","
                              + m.weight(8, 7),
                          "reduction",
                          reduction)));
    }
    models.map(
        "computed indices",
        18,
        m -> {
          String place = m.node("ArgMax", m.node("Reshape", "x," + m.integers(6, 42)), "axis", 1);
          String half = m.node("Mod", place + "," + m.integers(6));
          return m.node(
              "ScatterND",
              m.weight(6, 4)
                  + ","
                  + m.node("Slice", half + "," + m.integers(0) + "," + m.integers(1))
                  + ","
                  + m.weight(1, 4));
        });
    models.assertAgree(folder, 13);
  }

  @Test
  void regionsAgree() throws IOException, OrtException {
    for (String mode : List.of("avg", "max")) {
      for (int ratio = 0; ratio <= 2; ratio += 2) {
        int samples = ratio;
        models.map(
            mode + ratio,
            16,
            m ->
                m.node(
                    "RoiAlign",
                    "x," + m.weight(5, 4) + "," + m.table(new long[] {5}, 2),
                    "mode",
                    mode,
                    "output_height",
                    3,
                    "output_width",
                    2,
                    "sampling_ratio",
                    samples,
                    "spatial_scale",
                    2.5));
        models.map(
            "old " + mode + ratio,
            10,
            m ->
                m.node(
                    "RoiAlign",
                    "x," + m.weight(5, 4) + "," + m.table(new long[] {5}, 2),
                    "mode",
                    mode,
                    "output_height",
                    2,
                    "sampling_ratio",
                    samples));
      }
    }
    models.of(
        "pool",
        13,
        m ->
            m.node(
                "MaxRoiPool",
                m.weight(1, 3, 9, 8)
                    + ","
                    + m.node(
                        "Concat",
                        m.node("Mul", "x," + m.number(0)) + "," + m.weight(4, 4),
                        "axis",
                        1),
                "pooled_shape",
                new int[] {3, 2},
                "spatial_scale",
                4.0),
        4,
        1);
    models.assertAgree(folder, 9);
  }

  /** As many rows as can be; those that ONNX leaves out are −1. */
  @Test
  void suppressionHasItsMostRows() throws IOException {
    OnnxModels m = new OnnxModels(11, 1, 2, 4);
    String boxes = m.floats(0, 0, 1, 1, 0, 0.1, 1, 1.1, 0, 10, 1, 11, 0, 10.1, 1, 11.1);
    String found =
        m.node(
            "NonMaxSuppression",
            m.node("Reshape", boxes + "," + m.integers(1, 4, 4))
                + ",x,"
                + m.integer(3)
                + ","
                + m.number(0.5)
                + ","
                + m.number(0.3));
    Path file = Files.write(folder.resolve("nms.onnx"), m.model(found));
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
    Tensor scores = Tensor.zeros(model.graph().inputs().getFirst().shape());
    System.arraycopy(
        new float[] {0.9f, 0.8f, 0.4f, 0.5f, 0.1f, 0.2f, 0.3f, 0.7f}, 0, scores.data(), 0, 8);
    for (String runtime : List.of("reference", "onnxruntime")) {
      List<Tensor> outputs = Signature.of(model.graph()).newOutputs();
      try (Program program =
          Runtimes.named(runtime)
              .compile(model.graph(), model.weights(), RunOptions.SINGLE_THREAD)) {
        program.run(List.of(scores), outputs);
      }
      assertThat(outputs.getFirst().data())
          .as(runtime)
          .containsExactly(0, 0, 0, 0, 0, 3, 0, 1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    }
  }
}
