package convspectrum.formats.onnx.write;

import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.List;

/** Resizes as ONNX nodes. */
final class ResizeWriter {
  private final OnnxGraph onnx;

  ResizeWriter(OnnxGraph onnx) {
    this.onnx = onnx;
  }

  void write(Node node, Op.Resize resize, String x) {
    Shape in = node.inputShape();
    boolean nearest = resize.interpolation() == Interpolation.NEAREST;
    if (nearest
        && !(isExactInFloat(in.height(), resize.height())
            && isExactInFloat(in.width(), resize.width()))) {
      gather(node, resize, x);
      return;
    }
    String sizes = onnx.integers(node, "sizes", node.shape().toArray());
    onnx.result(
        node,
        "Resize",
        // The empty names mean that there is no region of interest and there are no scales.
        List.of(x, "", "", sizes),
        Attributes.text("coordinate_transformation_mode", coordinates(resize.interpolation())),
        Attributes.text("mode", nearest ? "nearest" : "linear"),
        Attributes.text("nearest_mode", "floor"));
  }

  private static String coordinates(Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> "asymmetric";
      case BILINEAR -> "half_pixel";
      case BILINEAR_ALIGN_CORNERS -> "align_corners";
    };
  }

  /**
   * Runtimes compute ⌊i / (out / in)⌋ in single precision, which for some sizes falls just below
   * the pixel that is meant.
   */
  static boolean isExactInFloat(int in, int out) {
    float scale = (float) out / in;
    for (int i = 0; i < out; i++) {
      if ((int) Math.floor(i / scale) != source(i, in, out)) {
        return false;
      }
    }
    return true;
  }

  private void gather(Node node, Op.Resize resize, String x) {
    Shape in = node.inputShape();
    String rows =
        onnx.part(
            node,
            "Gather",
            "rows",
            List.of(x, onnx.integers(node, "row_indices", sources(in.height(), resize.height()))),
            Attributes.integer("axis", 2));
    onnx.result(
        node,
        "Gather",
        List.of(rows, onnx.integers(node, "column_indices", sources(in.width(), resize.width()))),
        Attributes.integer("axis", 3));
  }

  private static int[] sources(int in, int out) {
    int[] sources = new int[out];
    for (int i = 0; i < out; i++) {
      sources[i] = source(i, in, out);
    }
    return sources;
  }

  private static int source(int i, int in, int out) {
    return (int) ((long) i * in / out);
  }
}
