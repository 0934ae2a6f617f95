package convspectrum.formats.onnx.read.operator.layer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a node asks of a resize, by the rules of its opset.
 *
 * @param axes all axes of the input, in order
 * @param coordinates ONNX's {@code coordinate_transformation_mode}
 * @param nearest ONNX's {@code nearest_mode}
 */
record ResizeRequest(List<ResampledAxis> axes, String coordinates, String nearest) {
  private static final int MAX_SIZE = 1 << 20;

  /** Of a Resize: opset 10 has the inputs (x, scales), later ones (x, roi, scales, sizes). */
  static ResizeRequest of(OnnxNode node) {
    return node.opset() < 11
        ? early(axes(node, 1, -1))
        : new ResizeRequest(
            axes(node, 2, 3),
            node.attributes().text("coordinate_transformation_mode", "half_pixel"),
            node.attributes().text("nearest_mode", "round_prefer_floor"));
  }

  /** Of an Upsample, whose inputs are (x, scales). */
  static ResizeRequest ofUpsample(OnnxNode node) {
    return early(axes(node, 1, -1));
  }

  /** Before opset 11 a size that shrinks takes the pixel behind, like ONNX Runtime. */
  private static ResizeRequest early(List<ResampledAxis> axes) {
    boolean shrinks = axes.stream().anyMatch(axis -> axis.factor() < 1);
    boolean grows = axes.stream().anyMatch(axis -> axis.factor() > 1);
    String nearest = !shrinks ? "floor" : grows ? ResampledAxis.BY_FACTOR : "ceil";
    return new ResizeRequest(axes, "asymmetric", nearest);
  }

  private static List<ResampledAxis> axes(OnnxNode node, int scalesInput, int sizesInput) {
    int[] dims = node.dims(0);
    double[] factors = new double[dims.length];
    Arrays.fill(factors, 1);
    double[] sizes = Arrays.stream(dims).asDoubleStream().toArray();
    float[][] region = region(node, dims.length);
    long[] given = node.attributes().integers("axes");
    if (sizesInput > 0 && node.has(sizesInput) && Dims.elements(node.dims(sizesInput)) > 0) {
      long[] wanted = node.integers(sizesInput, "sizes");
      place(Arrays.stream(wanted).asDoubleStream().toArray(), given, sizes);
      for (int i = 0; i < dims.length; i++) {
        factors[i] = sizes[i] / dims[i];
      }
      keepRatio(node, dims, given, factors, sizes);
    } else {
      place(scales(node, scalesInput), given, factors);
      for (int i = 0; i < dims.length; i++) {
        sizes[i] = Math.floor(dims[i] * (region[1][i] - region[0][i]) * factors[i]);
      }
    }
    List<ResampledAxis> axes = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      axes.add(
          new ResampledAxis(i, dims[i], size(sizes[i]), factors[i], region[0][i], region[1][i]));
    }
    return axes;
  }

  /** With a policy all axes that are resized have one factor, and the sizes are those nearest. */
  private static void keepRatio(
      OnnxNode node, int[] dims, long @Nullable [] given, double[] factors, double[] sizes) {
    String policy = node.attributes().text("keep_aspect_ratio_policy", "stretch");
    int[] axes =
        given == null
            ? IntStream.range(0, dims.length).toArray()
            : Arrays.stream(given).mapToInt(axis -> Dims.axis(axis, dims.length)).toArray();
    DoubleStream of = Arrays.stream(axes).mapToDouble(axis -> factors[axis]);
    double factor =
        switch (policy) {
          case "stretch" -> Double.NaN;
          case "not_larger" -> of.min().orElse(1);
          case "not_smaller" -> of.max().orElse(1);
          default -> throw new UnsupportedOpException("keep_aspect_ratio_policy '" + policy + "'");
        };
    for (int axis : axes) {
      if (!Double.isNaN(factor)) {
        factors[axis] = factor;
        sizes[axis] = Math.floor(factor * dims[axis] + 0.5);
      }
    }
  }

  /** Where the region that is resized begins and ends on each axis; 0 and 1 for all of it. */
  private static float[][] region(OnnxNode node, int rank) {
    float[][] region = new float[2][rank];
    Arrays.fill(region[1], 1);
    String coordinates = node.attributes().text("coordinate_transformation_mode", "");
    if (coordinates.equals(ResampledAxis.REGION)) {
      float[] values = node.numbers(1, "roi");
      long[] axes = node.attributes().integers("axes");
      int count = axes == null ? rank : axes.length;
      if (values.length != 2 * count) {
        throw new OpException(
            "a roi of " + values.length + " numbers", "expected " + 2 * count + ", two per axis");
      }
      for (int i = 0; i < values.length; i++) {
        int axis = axes == null ? i % count : Dims.axis(axes[i % count], rank);
        region[i / count][axis] = values[i];
      }
    }
    return region;
  }

  private static double[] scales(OnnxNode node, int input) {
    AttributeProto attribute = node.attributes().get("scales", AttributeType.FLOATS);
    if (attribute != null) {
      return attribute.getFloatsList().stream().limit(65).mapToDouble(Float::doubleValue).toArray();
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

  private static int size(double size) {
    if (!(size >= 1 && size <= MAX_SIZE)) {
      throw new OpException("a resize to " + size, "expected 1 to " + MAX_SIZE);
    }
    return (int) size;
  }
}
