package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutions of every form that are imported give what ONNX Runtime makes of the file. */
class ImportedConvolutionsTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void everyConvolutionAgrees() throws IOException, OrtException {
    convolutions();
    models.assertAgree(folder, 12);
  }

  private void convolutions() {
    models.of(
        "conv 3-D",
        17,
        m ->
            m.node(
                "Conv",
                "x," + m.weight(4, 1, 3, 2, 3) + "," + m.weight(4),
                "group",
                2,
                "strides",
                new int[] {2, 1, 2},
                "pads",
                new int[] {1, 0, 1, 1, 1, 0},
                "dilations",
                new int[] {1, 2, 1}),
        2,
        2,
        5,
        6,
        7);
    models.of(
        "max pool 3-D",
        17,
        m ->
            m.node(
                "MaxPool",
                "x",
                "kernel_shape",
                new int[] {2, 3, 2},
                "strides",
                new int[] {1, 2, 2},
                "pads",
                new int[] {1, 1, 0, 0, 1, 0}),
        2,
        2,
        5,
        6,
        7);
    models.of(
        "average pool 3-D",
        17,
        m ->
            m.node(
                "AveragePool",
                "x",
                "kernel_shape",
                new int[] {3, 2, 2},
                "strides",
                new int[] {2, 2, 2},
                "pads",
                new int[] {1, 0, 1, 1, 0, 1}),
        2,
        2,
        5,
        6,
        7);
    models.map(
        "conv weight computed",
        17,
        m ->
            m.node(
                "Conv",
                "x," + computed(m, "6,1,3,3", 54) + "," + m.weight(6),
                "group",
                3,
                "strides",
                new int[] {2, 1},
                "pads",
                new int[] {1, 1, 0, 1},
                "dilations",
                new int[] {1, 2}));
    models.of(
        "conv weight computed, 1-D",
        17,
        m -> m.node("Conv", "x," + computed(m, "4,3,2", 24)),
        2,
        3,
        9);
    models.map(
        "transposed",
        17,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 4, 2, 2) + "," + m.weight(4),
                "strides",
                new int[] {2, 2}));
    models.map(
        "transposed, overlapping",
        11,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 2, 3, 4),
                "strides",
                new int[] {2, 3},
                "pads",
                new int[] {1, 0, 2, 1},
                "output_padding",
                new int[] {1, 2}));
    models.map(
        "transposed, groups and dilation",
        17,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 2, 3, 2) + "," + m.weight(6),
                "group",
                3,
                "dilations",
                new int[] {2, 3}));
    models.map(
        "transposed, output shape",
        17,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 2, 3, 3),
                "strides",
                new int[] {2, 2},
                "output_shape",
                new int[] {12, 13}));
    models.map(
        "transposed, same",
        17,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 2, 3, 3),
                "strides",
                new int[] {2, 2},
                "auto_pad",
                "SAME_UPPER"));
    models.of(
        "transposed 1-D",
        17,
        m ->
            m.node(
                "ConvTranspose",
                "x," + m.weight(3, 2, 4),
                "strides",
                new int[] {2},
                "pads",
                new int[] {1, 1}),
        2,
        3,
        9);
    models.of(
        "columns to image",
        18,
        m ->
            m.node(
                "Col2Im",
                "x," + m.integers(5, 6) + "," + m.integers(2, 3),
                "strides",
                new int[] {2, 1},
                "pads",
                new int[] {1, 0, 0, 1}),
        2,
        12,
        15);
  }

  /** Stored weights that the input has a hand in. */
  private static String computed(OnnxModels m, String dims, int elements) {
    String mean = m.node("ReduceMean", "x", "keepdims", 0);
    String scaled = m.node("Mul", m.weight(elements) + "," + mean);
    long[] shape = java.util.Arrays.stream(dims.split(",")).mapToLong(Long::parseLong).toArray();
    return m.node("Reshape", scaled + "," + m.integers(shape));
  }
}
