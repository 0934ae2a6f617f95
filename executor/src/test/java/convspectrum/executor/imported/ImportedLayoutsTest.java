package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Layouts that are imported, and shapes computed in the graph, give what ONNX Runtime makes of
 * them.
 */
class ImportedLayoutsTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void layoutsAgree() throws IOException, OrtException {
    layouts();
    models.assertAgree(folder, 20);
  }

  @Test
  void shapesAgree() throws IOException, OrtException {
    shapes();
    models.assertAgree(folder, 11);
  }

  /** Padding of a 3×3 kernel of stride 2 to ⌈H / 2⌉ rows, with the op that keeps it positive. */
  private static String computedPadding(OnnxModels m, String type) {
    String height = m.node("Gather", m.node("Shape", "x") + "," + m.integers(2));
    String real = m.node("Cast", height, "to", 1);
    String steps = m.node("Ceil", m.node("Div", real + "," + m.number(2)));
    String last = m.node("Mul", m.node("Sub", steps + "," + m.number(1)) + "," + m.number(2));
    String missing = m.node("Sub", m.node("Add", last + "," + m.number(3)) + "," + real);
    String positive =
        switch (type) {
          case "Clip" -> m.node("Clip", missing + "," + m.number(0));
          case "Max" -> m.node("Max", missing + "," + m.number(0));
          default -> m.node(type, missing);
        };
    String all = m.node("Cast", positive, "to", 7);
    String before = m.node("Div", all + "," + m.integer(2));
    String after = m.node("Sub", all + "," + before);
    String none = m.integers(0, 0);
    String pads =
        m.node(
            "Concat",
            none + "," + before + "," + m.integers(0, 0, 0) + "," + after + "," + m.integers(0),
            "axis",
            0);
    return m.node("Pad", "x," + pads);
  }

  private void layouts() {
    models.map("reshape", 13, m -> m.node("Reshape", "x," + m.integers(0, -1, 2)));
    models.map("flatten", 13, m -> m.node("Flatten", "x", "axis", 2));
    models.map(
        "squeeze",
        13,
        m -> m.node("Squeeze", m.node("GlobalAveragePool", "x") + "," + m.integers(2, 3)));
    models.map(
        "squeeze attribute",
        11,
        m -> m.node("Squeeze", m.node("GlobalAveragePool", "x"), "axes", new int[] {-1}));
    models.map("unsqueeze", 13, m -> m.node("Unsqueeze", "x," + m.integers(0, -1)));
    models.map("transpose", 13, m -> m.node("Transpose", "x"));
    models.map("concat", 13, m -> m.node("Concat", "x," + m.weight(2, 2, 6, 7) + ",x", "axis", -3));
    models.map(
        "slice attributes",
        9,
        m ->
            m.node(
                "Slice",
                "x",
                "starts",
                new int[] {1, -5},
                "ends",
                new int[] {100, -1},
                "axes",
                new int[] {1, 3}));
    models.map(
        "slice steps",
        13,
        m ->
            m.node(
                "Slice",
                "x,"
                    + m.integers(1, 0)
                    + ","
                    + m.integers(6, 7)
                    + ","
                    + m.integers(2, 3)
                    + ","
                    + m.integers(2, 3)));
    models.map(
        "slice backwards",
        13,
        m ->
            m.node(
                "Slice",
                "x,"
                    + m.integers(-1)
                    + ","
                    + m.integers(Long.MIN_VALUE)
                    + ","
                    + m.integers(3)
                    + ","
                    + m.integers(-2)));
    models.map("gather", 13, m -> m.node("Gather", "x," + m.integers(2, -3, 0), "axis", 2));
    models.map("gather one", 13, m -> m.node("Gather", "x," + m.integer(-1), "axis", 3));
    models.map(
        "expand",
        13,
        m -> m.node("Expand", m.node("GlobalMaxPool", "x") + "," + m.integers(2, 1, 1, 3, 2)));
    models.map("tile", 13, m -> m.node("Tile", "x," + m.integers(1, 2, 1, 3)));
    models.map(
        "pad",
        13,
        m -> m.node("Pad", "x," + m.integers(0, 0, 1, 2, 0, 0, 3, 0) + "," + m.number(0.5)));
    models.map(
        "pad attribute", 10, m -> m.node("Pad", "x", "pads", new int[] {0, 1, 1, 0, 0, 2, 0, -1}));
    for (String mode : List.of("reflect", "edge", "wrap")) {
      models.map(
          "pad " + mode,
          19,
          m -> m.node("Pad", "x," + m.integers(0, 1, 2, 2, 0, 0, 1, 3), "mode", mode));
    }
    models.of("depth to space", 13, m -> m.node("DepthToSpace", "x", "blocksize", 2), 1, 8, 3, 2);
    models.of(
        "depth to space CRD",
        13,
        m -> m.node("DepthToSpace", "x", "blocksize", 2, "mode", "CRD"),
        1,
        8,
        3,
        2);
    models.of("space to depth", 13, m -> m.node("SpaceToDepth", "x", "blocksize", 2), 1, 3, 4, 6);
    models.map(
        "split",
        11,
        m -> {
          m.nodeOf("Split", "x", "a,b", "axis", 3, "split", new int[] {3, 4});
          return m.node("Concat", "b,a", "axis", 3);
        });
    models.map(
        "split equal",
        18,
        m -> {
          m.nodeOf("Split", "x", "a,b,c", "axis", 3, "num_outputs", 3);
          return m.node("Concat", "c,a,b", "axis", 3);
        });
    models.map(
        "split with an empty part",
        13,
        m -> {
          m.nodeOf("Split", "x," + m.integers(3, 0, 4), "a,b,c", "axis", 3);
          return m.node("Concat", "c,b,a", "axis", 3);
        });
    models.map(
        "slice of nothing",
        13,
        m -> {
          String none = m.node("Slice", "x," + m.integers(2) + "," + m.integers(2));
          return m.node("Concat", none + ",x", "axis", 0);
        });
    models.map("centre", 18, m -> m.node("CenterCropPad", "x," + m.integers(2, 6, 3, 12)));
    models.map(
        "centre of axes",
        18,
        m -> m.node("CenterCropPad", "x," + m.integers(12, 3), "axes", new int[] {-1, 2}));
    for (String mode : List.of("constant", "reflect", "edge")) {
      models.map(
          "padded table " + mode,
          13,
          m ->
              m.node(
                  "Add",
                  "x,"
                      + m.node(
                          "Pad", m.weight(7, 5) + "," + m.integers(-1, 1, 0, 1), "mode", mode)));
    }
    models.map("dropout", 13, m -> m.node("Dropout", "x"));
  }

  /** Shapes that exporters compute in the graph. */
  private void shapes() {
    for (String type : List.of("Clip", "Relu", "Max", "ReduceL1", "ReduceSumSquare")) {
      models.map("computed padding by " + type, 13, m -> computedPadding(m, type));
    }
    models.map(
        "computed choice",
        13,
        m -> {
          String shape = m.node("Shape", "x");
          String first = m.node("Equal", shape + "," + m.integers(2, 2, 2, 2));
          String last = m.node("Equal", shape + "," + m.integers(7, 7, 7, 7));
          String either = m.node("Xor", first + "," + last);
          String sizes = m.node("Where", either + "," + m.integers(1) + "," + shape);
          return m.node("ReduceMean", m.node("Expand", "x," + sizes), "keepdims", 0);
        });
    models.map(
        "view",
        13,
        m -> {
          String shape = m.node("Shape", "x");
          String batch = m.node("Gather", shape + "," + m.integer(0));
          String row = m.node("Unsqueeze", batch + "," + m.integers(0));
          return m.node("Reshape", "x," + m.node("Concat", row + "," + m.integers(-1), "axis", 0));
        });
    models.map(
        "chunk",
        13,
        m -> {
          String size = m.node("Gather", m.node("Shape", "x") + "," + m.integers(3));
          String more = m.node("Add", size + "," + m.integers(1));
          String half = m.node("Div", more + "," + m.integers(2));
          return m.node("Slice", "x," + m.integers(0) + "," + half + "," + m.integers(3));
        });
    models.map(
        "interpolate",
        13,
        m -> {
          String shape =
              m.node(
                  "Cast",
                  m.node("Slice", m.node("Shape", "x") + "," + m.integers(2) + "," + m.integers(4)),
                  "to",
                  1);
          String size =
              m.node("Cast", m.node("Floor", m.node("Mul", shape + "," + m.number(2))), "to", 7);
          String whole =
              m.node(
                  "Concat",
                  m.node("Slice", m.node("Shape", "x") + "," + m.integers(0) + "," + m.integers(2))
                      + ","
                      + size,
                  "axis",
                  0);
          return m.node(
              "Resize",
              "x,,," + whole,
              "coordinate_transformation_mode",
              "asymmetric",
              "nearest_mode",
              "floor");
        });
    models.map(
        "expand like",
        13,
        m -> {
          String shape = m.node("Shape", "x");
          String wanted =
              m.node(
                  "Where",
                  m.node("Equal", shape + "," + m.integers(-1, -1, -1, -1))
                      + ","
                      + m.integers(1, 1, 1, 1)
                      + ","
                      + shape);
          return m.node("Add", "x," + m.node("Expand", m.weight(7) + "," + wanted));
        });
    models.map(
        "weights standardised",
        13,
        m -> {
          String w = m.weight(4, 3, 3, 3);
          String mean = m.node("ReduceMean", w, "axes", new int[] {1, 2, 3});
          String centred = m.node("Sub", w + "," + mean);
          String variance =
              m.node(
                  "ReduceMean",
                  m.node("Mul", centred + "," + centred),
                  "axes",
                  new int[] {1, 2, 3});
          String deviation = m.node("Sqrt", m.node("Add", variance + "," + m.number(1e-5)));
          return m.node("Conv", "x," + m.node("Div", centred + "," + deviation));
        });
  }
}
