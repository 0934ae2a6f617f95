package convspectrum.executor.imported;

import static convspectrum.executor.imported.QuantisedOperands.around;
import static convspectrum.executor.imported.QuantisedOperands.by;
import static convspectrum.executor.imported.QuantisedOperands.quantised;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that a file quantises and moves give what ONNX Runtime makes of the file, up to half a
 * step where it rounds them. Inputs are standard normal, and scales such that many saturate.
 */
class ImportedQuantisedValuesTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  private void rounded(String name, long opset, double step, Function<OnnxModels, String> body) {
    models.rounded(name, opset, step, body, 2, 3, 6, 7);
  }

  @Test
  void quantisingSaturatesAtTheBoundsOfItsType() throws IOException, OrtException {
    saturates("uint8", 13, DataType.UINT8, 0, 0.004);
    saturates("uint8 shifted", 13, DataType.UINT8, 100, 0.004);
    saturates("int8", 13, DataType.INT8, 10, 0.004);
    saturates("int8 lowest", 10, DataType.INT8, -128, 0.004);
    saturates("int8 highest", 13, DataType.INT8, 127, 0.004);
    saturates("uint16", 21, DataType.UINT16, 30000, 1e-5);
    saturates("int16", 21, DataType.INT16, -7, 1e-5);
    saturates("relu6", 13, DataType.UINT8, 0, 6 / 255.0);
    rounded("no zero point", 13, 0.004, m -> roundTrip(m, m.number(0.004)));
    rounded("declared type", 21, 0.01, m -> roundTrip(m, m.number(0.01), "output_dtype", 3));
    rounded(
        "of ONNX Runtime, 16 bits",
        17,
        1e-5,
        m -> {
          String by = "," + by(m, 1e-5, DataType.UINT16, 20000);
          return m.fused("DequantizeLinear", m.fused("QuantizeLinear", "x" + by) + by);
        });
    models.assertAgree(folder, 11);
  }

  private void saturates(String name, long opset, DataType type, int zero, double scale) {
    rounded(name, opset, scale, m -> roundTrip(m, by(m, scale, type, zero)));
  }

  private static String roundTrip(OnnxModels m, String by, Object... attributes) {
    String q = m.node("QuantizeLinear", "x," + by, attributes);
    // A type is declared where a value gets it.
    return attributes.length > 0 && attributes[0].equals("output_dtype")
        ? m.node("DequantizeLinear", q + "," + by)
        : m.node("DequantizeLinear", q + "," + by, attributes);
  }

  @Test
  void scalesPerChannelAndPerBlock() throws IOException, OrtException {
    rounded(
        "channels",
        13,
        0.006,
        m -> {
          String by = m.floats(0.002, 0.004, 0.006) + "," + m.integers(DataType.UINT8, 0, 128, 3);
          return roundTrip(m, by, "axis", 1);
        });
    rounded(
        "last axis",
        13,
        0.006,
        m -> {
          String scales = m.floats(0.002, 0.004, 0.006, 0.003, 0.005, 0.004, 0.002);
          return roundTrip(m, scales + "," + m.integers(DataType.INT8, -128, 127, 7), "axis", -1);
        });
    models.of(
        "blocked weights",
        21,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 8, 4);
          String by = "," + m.weight(4, 4) + "," + m.integers(DataType.INT8, -9, 9, 4, 4);
          return m.node(
              "MatMul", "x," + m.node("DequantizeLinear", w + by, "axis", 0, "block_size", 2));
        },
        3,
        8);
    models.rounded(
        "blocked activations",
        21,
        0.006,
        m -> {
          String by = m.matrix(3, 2, 0.002, 0.006) + "," + m.integers(DataType.INT8, -90, 90, 3, 2);
          return roundTrip(m, by, "axis", 1, "block_size", 4);
        },
        3,
        8);
    models.assertAgree(folder, 4);
  }

  @Test
  void weightsOfAnyFormAreConstants() throws IOException, OrtException {
    models.map(
        "float weights that the graph quantises",
        13,
        m -> {
          String by = "," + by(m, 0.01, DataType.INT8, 0);
          String w =
              m.node("DequantizeLinear", m.node("QuantizeLinear", m.weight(4, 3, 3, 3) + by) + by);
          return m.node("Conv", "x," + w);
        });
    models.map(
        "int32 bias, per channel",
        13,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 4, 3, 3, 3);
          String b = m.integers(DataType.INT32, -900, 900, 4);
          String scales = "," + m.floats(0.01, 0.02, 0.03, 0.01);
          return m.node(
              "Conv",
              "x,"
                  + m.node("DequantizeLinear", w + scales, "axis", 0)
                  + ","
                  + m.node("DequantizeLinear", b + scales, "axis", 0));
        });
    models.assertAgree(folder, 2);
  }

  /** Nothing is rounded here: {@link QuantisedOperands}. */
  @Test
  void opsBetweenQuantisedValues() throws IOException, OrtException {
    between("max pool", m -> q -> m.node("MaxPool", q, "kernel_shape", new int[] {2, 2}));
    between("transpose", m -> q -> m.node("Transpose", q, "perm", new int[] {1, 0, 3, 2}));
    between("flatten", m -> q -> m.node("Flatten", q));
    between("concat", m -> q -> m.node("Concat", q + "," + q, "axis", 1));
    for (int value : List.of(90, 255)) {
      between(
          "pad with " + value,
          m ->
              q -> {
                String widths = m.integers(0, 0, 1, 1, 0, 0, 1, 1);
                return m.node("Pad", q + "," + widths + "," + m.integer(DataType.UINT8, value));
              });
    }
    between(
        "clip of fewer bits",
        m ->
            q -> {
              String low = m.integer(DataType.UINT8, 50);
              return m.node("Clip", q + "," + low + "," + m.integer(DataType.UINT8, 177));
            });
    models.map("integers as numbers", 13, m -> m.node("Cast", quantised(m), "to", 1));
    models.map(
        "read on another scale",
        13,
        m -> m.node("DequantizeLinear", quantised(m) + "," + by(m, 0.5, DataType.UINT8, 3)));
    models.assertAgree(folder, 9);
  }

  private void between(String name, Function<OnnxModels, Function<String, String>> op) {
    models.map(name, 13, m -> around(m, op.apply(m)));
  }
}
