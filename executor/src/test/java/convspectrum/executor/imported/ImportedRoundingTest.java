package convspectrum.executor.imported;

import static convspectrum.executor.imported.QuantisedOperands.by;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quantised files that are read with their rounding give what ONNX Runtime makes of them, also
 * where the network of real numbers that they stand for gives something else.
 */
class ImportedRoundingTest {
  private final Map<String, Double> differing = new LinkedHashMap<>();

  @TempDir Path folder;

  private void model(String name, long opset, Function<OnnxModels, String> body, long... input)
      throws IOException, OrtException {
    OnnxModels model = new OnnxModels(opset, input);
    byte[] bytes = model.model(body.apply(model));
    differing.put(name, ImportedModels.differing(folder, name, bytes));
  }

  private static String roundTrip(OnnxModels m, String value, String by) {
    return m.node("DequantizeLinear", m.node("QuantizeLinear", value + "," + by) + "," + by);
  }

  private void assertEqual(int count) {
    assertThat(differing).hasSize(count).allSatisfy((name, share) -> assertThat(share).isZero());
  }

  /** Steps that are as large as the values, so that whatever reads them depends on the rounding. */
  @Test
  void stepsThatTheNetworkDependsOn() throws IOException, OrtException {
    for (DataType type : new DataType[] {DataType.UINT8, DataType.INT8}) {
      model("coarse " + type, 13, m -> roundTrip(m, "x", by(m, 0.5, type, 3)), 2, 3, 6, 7);
    }
    model(
        "first largest",
        13,
        m ->
            m.node(
                "Cast",
                m.node("ArgMax", roundTrip(m, "x", by(m, 0.5, DataType.UINT8, 128)), "axis", 1),
                "to",
                1),
        2,
        3,
        6,
        7);
    model(
        "threshold",
        13,
        m -> {
          String x = roundTrip(m, "x", by(m, 0.5, DataType.UINT8, 128));
          return m.node("Cast", m.node("Greater", x + "," + m.number(0.2)), "to", 1);
        },
        2,
        3,
        6,
        7);
    model(
        "a scale per channel",
        13,
        m -> {
          String by = m.floats(0.3, 0.4, 0.7) + "," + m.integers(DataType.UINT8, 0, 128, 3);
          String q = m.node("QuantizeLinear", "x," + by, "axis", 1);
          return m.node("DequantizeLinear", q + "," + by, "axis", 1);
        },
        2,
        3,
        6,
        7);
    model(
        "integers of another type",
        13,
        m -> {
          String q = m.node("QuantizeLinear", "x," + by(m, 0.02, DataType.UINT8, 100));
          String cast = m.node("Cast", q, "to", DataType.INT8.getNumber());
          return m.node("DequantizeLinear", cast + "," + by(m, 0.02, DataType.INT8, 0));
        },
        2,
        3,
        6,
        7);
    assertEqual(6);
  }

  /** Whatever a file does with a range, a scale or a zero point of its data. */
  @Test
  void rangesOfTheData() throws IOException, OrtException {
    dynamic("range", m -> m.node("DequantizeLinear", "xq,xs,xz"));
    dynamic("scale", m -> m.node("Mul", "x,xs"));
    dynamic("zero point", m -> m.node("Add", "x," + m.node("Cast", "xz", "to", 1)));
    dynamic("integers", m -> m.node("Mul", m.node("Cast", "xq", "to", 1) + ",xs"));
    dynamic("sums that are not scaled", m -> m.node("Cast", sums(m, ",xz"), "to", 1));
    dynamic("sums without a zero point", m -> scaled(m, sums(m, "")));
    dynamic("sums", m -> scaled(m, sums(m, ",xz")));
    model(
        "the op of ONNX Runtime",
        17,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          return m.fused("DynamicQuantizeMatMul", "x," + w + "," + by(m, 0.02, DataType.INT8, -3));
        },
        6,
        7);
    model(
        "nothing but zeros, and what is added to them",
        17,
        m -> {
          String zeros = m.node("Mul", "x," + m.number(0));
          m.nodeOf("DynamicQuantizeLinear", zeros, "xq,xs,xz");
          return m.node("Add", m.node("DequantizeLinear", "xq,xs,xz") + "," + m.number(0.5));
        },
        6,
        7);
    assertEqual(9);
  }

  private void dynamic(String name, Function<OnnxModels, String> body)
      throws IOException, OrtException {
    model(
        name,
        17,
        m -> {
          m.nodeOf("DynamicQuantizeLinear", "x", "xq,xs,xz");
          return body.apply(m);
        },
        6,
        7);
  }

  private static String sums(OnnxModels m, String zero) {
    return m.node("MatMulInteger", "xq," + m.integers(DataType.INT8, -60, 60, 7, 5) + zero);
  }

  private static String scaled(OnnxModels m, String sums) {
    return m.node(
        "Mul", m.node("Cast", sums, "to", 1) + "," + m.node("Mul", "xs," + m.number(0.02)));
  }
}
