package convspectrum.formats.onnx.read.operator.layer;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resize and Upsample: an op of the graph where it has one, else weighted sums of pixels, axis by
 * axis.
 */
final class ResizeReader {
  private ResizeReader() {}

  static Value resize(OnnxNode node) {
    return resize(node, ResizeRequest.of(node));
  }

  static Value upsample(OnnxNode node) {
    return resize(node, ResizeRequest.ofUpsample(node));
  }

  /**
   * As one op, which is written by its parts where ONNX Runtime, or operator sets since 13, have it
   * for other axes only.
   */
  static Form form(OnnxNode node) {
    return form(node, ResizeRequest.of(node));
  }

  static Form upsampleForm(OnnxNode node) {
    return form(node, ResizeRequest.ofUpsample(node));
  }

  private static Form form(OnnxNode node, ResizeRequest request) {
    List<ResampledAxis> axes = request.axes();
    String coordinates = request.coordinates();
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
    attributes.add(new Attribute.Text("nearest_mode", request.nearest()));
    attributes.add(RecordedReader.real(node, "cubic_coeff_a", -0.75));
    attributes.add(RecordedReader.whole(node, "exclude_outside", 0));
    if (antialias) {
      attributes.add(new Attribute.Whole("antialias", 1));
    }
    boolean early = request.nearest().equals(ResampledAxis.BY_FACTOR);
    if (!there || !(sized || scaled) || early || coordinates.startsWith("tf_")) {
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

  private static Value resize(OnnxNode node, ResizeRequest request) {
    List<ResampledAxis> all = request.axes();
    String coordinates = request.coordinates();
    List<ResampledAxis> axes = all.stream().filter(axis -> !axis.isSame()).toList();
    String mode = node.attributes().text("mode", "nearest");
    boolean antialias = node.attributes().integer("antialias", 0) != 0;
    Interpolation interpolation = antialias ? null : op(request, axes, mode);
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
              ? axis.nearest(node, result, axis.places(coordinates, request.nearest()))
              : axis.linear(node, result, method);
    }
    return coordinates.equals(ResampledAxis.REGION) ? extrapolated(node, axes, result) : result;
  }

  private static Value extrapolated(OnnxNode node, List<ResampledAxis> axes, Value resampled) {
    double beyond = node.attributes().number("extrapolation_value", 0);
    Node result = node.node(resampled, "resampled");
    for (ResampledAxis axis : axes) {
      result = axis.extrapolated(node, result, beyond);
    }
    return OnnxNode.computed(result);
  }

  /** The op of the graph that does the same, if there is one. */
  private static @Nullable Interpolation op(
      ResizeRequest request, List<ResampledAxis> axes, String mode) {
    List<ResampledAxis> all = request.axes();
    String coordinates = request.coordinates();
    boolean region = coordinates.equals(ResampledAxis.REGION);
    if (region || all.size() != 4 || axes.stream().anyMatch(axis -> axis.axis() < 2)) {
      return null;
    }
    List<ResampledAxis> plane = all.subList(2, 4);
    return switch (mode) {
      case "nearest" -> {
        boolean floor =
            plane.stream()
                .allMatch(axis -> isFloor(axis.places(coordinates, request.nearest()), axis));
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
}
