package convspectrum.formats.onnx.read.operator.layer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.spec.composite.Recorded.Attribute;
import convspectrum.spec.composite.Recorded.Operand;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resize and Upsample: an op of the graph where it has one, else weighted sums of pixels, axis by
 * axis.
 */
final class ResizeReader {
  private static final int MAX_SIZE = 1 << 20;

  private ResizeReader() {}

  static Value resize(OnnxNode node) {
    // Opset 10 is (x, scales), later ones are (x, roi, scales, sizes).
    boolean early = node.opset() < 11;
    List<ResampledAxis> axes = axes(node, early ? 1 : 2, early ? -1 : 3);
    String coordinates =
        node.attributes()
            .text("coordinate_transformation_mode", early ? "asymmetric" : "half_pixel");
    String nearest = node.attributes().text("nearest_mode", early ? "floor" : "round_prefer_floor");
    return resize(node, axes, coordinates, nearest);
  }

  static Value upsample(OnnxNode node) {
    return resize(node, axes(node, 1, -1), "asymmetric", "floor");
  }

  /**
   * As one op, which is written by its parts where ONNX Runtime, or operator sets since 13, have it
   * for other axes only.
   */
  static Form form(OnnxNode node) {
    boolean early = node.opset() < 11;
    String coordinates =
        node.attributes()
            .text("coordinate_transformation_mode", early ? "asymmetric" : "half_pixel");
    String nearest = node.attributes().text("nearest_mode", early ? "floor" : "round_prefer_floor");
    return form(node, axes(node, early ? 1 : 2, early ? -1 : 3), coordinates, nearest);
  }

  static Form upsampleForm(OnnxNode node) {
    return form(node, axes(node, 1, -1), "asymmetric", "floor");
  }

  private static Form form(
      OnnxNode node, List<ResampledAxis> axes, String coordinates, String nearest) {
    String given = node.attributes().text("mode", "nearest");
    String mode = given.equals("bilinear") ? "linear" : given;
    boolean antialias = node.attributes().integer("antialias", 0) != 0;
    int rank = axes.size();
    boolean plane = axes.stream().allMatch(axis -> axis.isSame() || axis.axis() >= rank - 2);
    boolean volume = rank == 5 && axes.stream().allMatch(axis -> axis.isSame() || axis.axis() >= 2);
    boolean there =
        switch (mode) {
          case "nearest" -> !antialias;
          case "linear" -> (rank == 4 && plane) || (volume && !antialias);
          case "cubic" -> rank == 4 && plane;
          default -> false;
        };
    boolean sized =
        axes.stream().allMatch(axis -> axis.factor() == axis.out() / (double) axis.in());
    // A size that keeps the aspect ratio may be another than what its factor gives.
    boolean scaled =
        axes.stream().allMatch(axis -> (int) ((float) axis.factor() * axis.in()) == axis.out());
    int opset = coordinates.equals("half_pixel_symmetric") ? 19 : antialias ? 18 : 17;
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute.Text("mode", mode));
    attributes.add(new Attribute.Text("coordinate_transformation_mode", coordinates));
    attributes.add(new Attribute.Text("nearest_mode", nearest));
    attributes.add(RecordedReader.real(node, "cubic_coeff_a", -0.75));
    attributes.add(RecordedReader.whole(node, "exclude_outside", 0));
    if (antialias) {
      attributes.add(new Attribute.Whole("antialias", 1));
    }
    if (!there || !(sized || scaled) || coordinates.startsWith("tf_")) {
      return new Form("Resize", 0, attributes, List.of());
    }
    Operand absent = new Operand.Absent();
    Operand scales = new Operand.Reals(axes.stream().map(ResampledAxis::factor).toList());
    Operand sizes = new Operand.Wholes(axes.stream().map(ResampledAxis::out).toList());
    Operand x = new Operand.Live(0);
    return new Form(
        "Resize",
        opset,
        attributes,
        sized ? List.of(x, absent, absent, sizes) : List.of(x, absent, scales));
  }

  private static Value resize(
      OnnxNode node, List<ResampledAxis> all, String coordinates, String nearestMode) {
    List<ResampledAxis> axes = all.stream().filter(axis -> !axis.isSame()).toList();
    String mode = node.attributes().text("mode", "nearest");
    boolean antialias = node.attributes().integer("antialias", 0) != 0;
    Interpolation interpolation = antialias ? null : op(all, axes, mode, coordinates, nearestMode);
    if (interpolation != null && !node.isConstant(0)) {
      int height = all.get(2).out();
      int width = all.get(3).out();
      Op resize = new Op.Resize(height, width, interpolation);
      return OnnxNode.computed(node.result(resize, node.node(0)));
    }
    boolean cubic = mode.equals("cubic");
    if (!cubic && !mode.equals("linear") && !mode.equals("bilinear") && !mode.equals("nearest")) {
      throw new UnsupportedOpException("mode '" + mode + "'");
    }
    double a = node.attributes().number("cubic_coeff_a", -0.75);
    boolean excludes = node.attributes().integer("exclude_outside", 0) != 0;
    var method = new ResampledAxis.Method(coordinates, cubic, a, antialias, excludes);
    Value result = node.input(0);
    for (ResampledAxis axis : axes) {
      result =
          mode.equals("nearest")
              ? axis.nearest(node, result, axis.places(coordinates, nearestMode))
              : axis.linear(node, result, method);
    }
    return coordinates.equals(ResampledAxis.REGION) ? extrapolated(node, axes, result) : result;
  }

  private static Value extrapolated(OnnxNode node, List<ResampledAxis> axes, Value resampled) {
    double beyond = node.attributes().number("extrapolation_value", 0);
    Node result =
        switch (resampled) {
          case Value.Computed computed -> computed.node();
          case Value.Constant constant -> node.node(constant.tensor(), "resampled");
          case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
              throw new OpException("input 0 is missing, or no tensor", "");
        };
    for (ResampledAxis axis : axes) {
      result = axis.extrapolated(node, result, beyond);
    }
    return OnnxNode.computed(result);
  }

  /** The op of the graph that does the same, if there is one. */
  private static @Nullable Interpolation op(
      List<ResampledAxis> all,
      List<ResampledAxis> axes,
      String mode,
      String coordinates,
      String nearestMode) {
    boolean region = coordinates.equals(ResampledAxis.REGION);
    if (region || all.size() != 4 || axes.stream().anyMatch(axis -> axis.axis() < 2)) {
      return null;
    }
    List<ResampledAxis> plane = all.subList(2, 4);
    return switch (mode) {
      case "nearest" -> {
        boolean floor =
            plane.stream().allMatch(axis -> isFloor(axis.places(coordinates, nearestMode), axis));
        yield floor ? Interpolation.NEAREST : null;
      }
      case "linear", "bilinear" -> bilinear(plane, coordinates);
      default -> null;
    };
  }

  private static @Nullable Interpolation bilinear(List<ResampledAxis> plane, String coordinates) {
    boolean whole =
        plane.stream().allMatch(axis -> Math.abs(axis.in() * axis.factor() - axis.out()) < 1e-3);
    boolean single = plane.stream().anyMatch(axis -> axis.out() == 1);
    return switch (coordinates) {
      case "align_corners" -> Interpolation.BILINEAR_ALIGN_CORNERS;
      case "half_pixel" -> whole ? Interpolation.BILINEAR : null;
      case "pytorch_half_pixel" -> whole && !single ? Interpolation.BILINEAR : null;
      default -> null;
    };
  }

  private static boolean isFloor(int[] places, ResampledAxis axis) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != (int) ((long) i * axis.in() / places.length)) {
        return false;
      }
    }
    return true;
  }

  /** All axes of the input, in order. */
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
