package convspectrum.spec.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.onnx.constant.Dims;
import convspectrum.spec.onnx.constant.OpException;
import convspectrum.spec.onnx.constant.UnsupportedOpException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Resize and Upsample of height and width. */
final class ResizeReader {
  private static final int MAX_SIZE = 1 << 20;

  private ResizeReader() {}

  /** Output sizes, and the factors that coordinates are computed with. */
  private record Target(int height, int width, double heightFactor, double widthFactor) {}

  static Value resize(OnnxNode node) {
    if (node.attributes().integer("antialias", 0) != 0) {
      throw new UnsupportedOpException("antialias");
    }
    // Opset 10 is (x, scales), later ones are (x, roi, scales, sizes).
    boolean early = node.opset() < 11;
    Target target = target(node, early ? 1 : 2, early ? -1 : 3);
    String coordinates =
        node.attributes()
            .text("coordinate_transformation_mode", early ? "asymmetric" : "half_pixel");
    String nearest = node.attributes().text("nearest_mode", early ? "floor" : "round_prefer_floor");
    return resize(node, target, coordinates, nearest);
  }

  static Value upsample(OnnxNode node) {
    return resize(node, target(node, 1, -1), "asymmetric", "floor");
  }

  private static Value resize(
      OnnxNode node, Target target, String coordinates, String nearestMode) {
    Node x = node.node(0);
    Shape shape = x.shape();
    String mode = node.attributes().text("mode", "nearest");
    if (mode.equals("nearest")) {
      int[] rows =
          places(coordinates, nearestMode, shape.height(), target.height, target.heightFactor);
      int[] columns =
          places(coordinates, nearestMode, shape.width(), target.width, target.widthFactor);
      if (isFloor(rows, shape.height()) && isFloor(columns, shape.width())) {
        return OnnxNode.computed(result(node, x, target, Interpolation.NEAREST));
      }
      return OnnxNode.computed(Selection.take(node, Selection.take(node, x, 2, rows), 3, columns));
    }
    if (!mode.equals("linear") && !mode.equals("bilinear")) {
      throw new UnsupportedOpException("mode '" + mode + "'");
    }
    boolean wholeFactor =
        Math.abs(shape.height() * target.heightFactor - target.height) < 1e-3
            && Math.abs(shape.width() * target.widthFactor - target.width) < 1e-3;
    return OnnxNode.computed(
        switch (coordinates) {
          case "align_corners" -> result(node, x, target, Interpolation.BILINEAR_ALIGN_CORNERS);
          case "half_pixel", "pytorch_half_pixel" -> {
            boolean single =
                coordinates.startsWith("pytorch") && (target.height == 1 || target.width == 1);
            if (!wholeFactor || single) {
              throw new UnsupportedOpException("a linear resize by a broken factor");
            }
            yield result(node, x, target, Interpolation.BILINEAR);
          }
          default ->
              throw new UnsupportedOpException("linear with coordinates '" + coordinates + "'");
        });
  }

  private static Node result(OnnxNode node, Node x, Target target, Interpolation interpolation) {
    return node.result(new Op.Resize(target.height, target.width, interpolation), x);
  }

  private static Target target(OnnxNode node, int scalesInput, int sizesInput) {
    int[] dims = node.dims(0);
    if (dims.length != 4) {
      throw new UnsupportedOpException("a resize of " + Dims.text(dims));
    }
    long[] axes = node.attributes().integers("axes");
    if (sizesInput > 0 && node.has(sizesInput) && Dims.elements(node.dims(sizesInput)) > 0) {
      String policy = node.attributes().text("keep_aspect_ratio_policy", "stretch");
      if (!policy.equals("stretch")) {
        throw new UnsupportedOpException("keep_aspect_ratio_policy '" + policy + "'");
      }
      long[] sizes = node.integers(sizesInput, "sizes");
      double[] full = Arrays.stream(dims).asDoubleStream().toArray();
      place(Arrays.stream(sizes).asDoubleStream().toArray(), axes, full);
      requireSame(full[0] == dims[0] && full[1] == dims[1]);
      int height = size(full[2]);
      int width = size(full[3]);
      return new Target(height, width, (double) height / dims[2], (double) width / dims[3]);
    }
    double[] factors = {1, 1, 1, 1};
    place(scales(node, scalesInput), axes, factors);
    requireSame(factors[0] == 1 && factors[1] == 1);
    return new Target(
        size(Math.floor(dims[2] * factors[2])),
        size(Math.floor(dims[3] * factors[3])),
        factors[2],
        factors[3]);
  }

  private static double[] scales(OnnxNode node, int input) {
    AttributeProto attribute = node.attributes().get("scales", AttributeType.FLOATS);
    if (attribute != null) {
      return attribute.getFloatsList().stream().limit(5).mapToDouble(Float::doubleValue).toArray();
    }
    float[] values = node.numbers(input, "scales");
    double[] scales = new double[values.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = values[i];
    }
    return scales;
  }

  private static void place(double[] values, long @Nullable [] axes, double[] full) {
    int count = axes == null ? full.length : axes.length;
    if (values.length != count) {
      throw new OpException(
          values.length + " scales or sizes", "expected " + count + ", one per axis");
    }
    for (int i = 0; i < count; i++) {
      full[axes == null ? i : Dims.axis(axes[i], full.length)] = values[i];
    }
  }

  private static void requireSame(boolean same) {
    if (!same) {
      throw new UnsupportedOpException("a resize of batch or channels");
    }
  }

  private static int size(double size) {
    if (!(size >= 1 && size <= MAX_SIZE)) {
      throw new OpException("a resize to " + size, "expected 1 to " + MAX_SIZE);
    }
    return (int) size;
  }

  private static int[] places(
      String coordinates, String nearestMode, int in, int out, double factor) {
    int[] places = new int[out];
    for (int i = 0; i < out; i++) {
      double position =
          switch (coordinates) {
            case "asymmetric" -> i / (float) factor;
            case "half_pixel" -> (i + 0.5) / factor - 0.5;
            case "pytorch_half_pixel" -> out > 1 ? (i + 0.5) / factor - 0.5 : 0;
            case "align_corners" -> out > 1 ? i * (in - 1.0) / (out - 1) : 0;
            default -> throw new UnsupportedOpException("coordinates '" + coordinates + "'");
          };
      double nearest =
          switch (nearestMode) {
            case "floor" -> Math.floor(position);
            case "ceil" -> Math.ceil(position);
            case "round_prefer_floor" -> Math.ceil(position - 0.5);
            case "round_prefer_ceil" -> Math.floor(position + 0.5);
            default -> throw new UnsupportedOpException("nearest_mode '" + nearestMode + "'");
          };
      places[i] = (int) Math.clamp(nearest, 0, in - 1);
    }
    return places;
  }

  private static boolean isFloor(int[] places, int in) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != (int) ((long) i * in / places.length)) {
        return false;
      }
    }
    return true;
  }
}
