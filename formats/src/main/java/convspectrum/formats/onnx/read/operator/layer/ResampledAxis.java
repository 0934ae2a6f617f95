package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Resampling;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One axis of a resize.
 *
 * @param axis which one
 * @param in its size
 * @param out the size it shall have
 * @param factor what coordinates are computed with: out / in, or nearly so
 * @param start where the region begins that {@code tf_crop_and_resize} takes, as a part of the axis
 * @param end where that region ends
 */
record ResampledAxis(int axis, int in, int out, double factor, float start, float end) {
  /** The coordinates of a region, which may lie beyond the border. */
  static final String REGION = "tf_crop_and_resize";

  /** The nearest pixel of an axis that shrinks is that behind, of another one that before. */
  static final String BY_FACTOR = "by_factor";

  private static final int MAX_TAPS = 512;

  private static final int MAX_WEIGHTS = 1 << 24;

  /**
   * How values between pixels are found.
   *
   * @param coordinates ONNX's {@code coordinate_transformation_mode}
   * @param cubic whether over four pixels, by Keys' kernel with {@code a}; else over two
   * @param antialias whether a smaller output averages over as many more pixels
   * @param excludeOutside whether pixels beyond the border have no share
   */
  record Method(
      String coordinates, boolean cubic, double a, boolean antialias, boolean excludeOutside) {}

  boolean isSame() {
    return in == out && factor == 1 && start == 0 && end == 1;
  }

  /** The value with this axis resampled. */
  Value linear(OnnxNode node, Value x, Method method) {
    double stretch = method.antialias ? Math.max(1 / factor, 1) : 1;
    double support = (method.cubic ? 2 : 1) * stretch;
    int taps = (int) Math.ceil(2 * support) + (method.antialias ? 1 : 0);
    if (!(taps <= MAX_TAPS && (long) taps * out <= MAX_WEIGHTS)) {
      throw new UnsupportedOpException("a resize to a %dth of the size".formatted(taps));
    }
    int[][] places = new int[taps][out];
    float[][] weights = new float[taps][out];
    for (int i = 0; i < out; i++) {
      weigh(method, i, stretch, support, places, weights);
    }
    return switch (x) {
      case Value.Constant constant ->
          OnnxNode.constant(Resampling.along(constant.tensor(), axis, places, weights));
      case Value.Computed computed ->
          OnnxNode.computed(sum(node, computed.node(), places, weights));
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input 0 is missing, or no tensor", "");
    };
  }

  private void weigh(
      Method method, int i, double stretch, double support, int[][] places, float[][] weights) {
    double position = position(method.coordinates, i);
    if (!method.cubic && !method.antialias) {
      position = Math.clamp(position, 0, in - 1);
    }
    boolean excludes = method.excludeOutside;
    double first = Math.floor(position - support) + 1;
    double[] shares = new double[weights.length];
    double total = 0;
    for (int tap = 0; tap < shares.length; tap++) {
      double place = first + tap;
      boolean outside = place < 0 || place > in - 1;
      double distance = Math.abs(place - position) / stretch;
      shares[tap] =
          outside && excludes
              ? 0
              : method.cubic ? keys(distance, method.a) : Math.max(1 - distance, 0);
      total += shares[tap];
      places[tap][i] = (int) Math.clamp(place, 0, in - 1);
    }
    for (int tap = 0; tap < shares.length; tap++) {
      weights[tap][i] = (float) (shares[tap] / total);
    }
  }

  /** Keys, Cubic convolution interpolation for digital image processing, 1981. */
  private static double keys(double d, double a) {
    if (d < 1) {
      return ((a + 2) * d - (a + 3)) * d * d + 1;
    }
    return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
  }

  private Node sum(OnnxNode node, Node x, int[][] places, float[][] weights) {
    int[] column = column(x.shape().rank());
    List<Node> parts = new ArrayList<>();
    for (int tap = 0; tap < places.length; tap++) {
      Node taken = Selection.take(node, x, axis, places[tap]);
      Node share = node.node(ConstantTensor.known(NdArray.floats(column, weights[tap])), "share");
      parts.add(node.part("weighted", new Op.Multiply(), taken, share));
    }
    return node.part("resampled", new Op.Add(), parts.toArray(Node[]::new));
  }

  /** The value with {@code beyond} wherever the region lies outside the border. */
  Node extrapolated(OnnxNode node, Node x, double beyond) {
    int[] column = column(x.shape().rank());
    float[] outside = new float[out];
    for (int i = 0; i < out; i++) {
      double position = position(REGION, i);
      outside[i] = position < 0 || position > in - 1 ? 1 : 0;
    }
    Node mask = node.node(ConstantTensor.known(NdArray.floats(column, outside)), "outside");
    Node value = node.node(ConstantTensor.number(beyond), "extrapolation");
    return node.part("extrapolated", new Op.Where(), mask, value, x);
  }

  /** The shape of one number for each place of this axis. */
  private int[] column(int rank) {
    int[] column = new int[rank - axis];
    Arrays.fill(column, 1);
    column[0] = out;
    return column;
  }

  /** The value with this axis made of the nearest pixels. */
  Value nearest(OnnxNode node, Value x, int[] places) {
    return switch (x) {
      case Value.Constant constant ->
          OnnxNode.constant(Arranging.take(constant.tensor(), axis, places));
      case Value.Computed computed ->
          OnnxNode.computed(Selection.take(node, computed.node(), axis, places));
      case Value.Sequence _, Value.Unknown _, Value.Absent _ ->
          throw new OpException("input 0 is missing, or no tensor", "");
    };
  }

  int[] places(String coordinates, String mode) {
    int[] places = new int[Selection.requireTable(out)];
    for (int i = 0; i < out; i++) {
      double position = position(coordinates, i);
      double nearest =
          switch (mode) {
            case "floor" -> Math.floor(position);
            case BY_FACTOR -> factor < 1 ? Math.ceil(position) : Math.floor(position);
            case "ceil" -> Math.ceil(position);
            case "round_prefer_floor" -> Math.ceil(position - 0.5);
            case "round_prefer_ceil" -> Math.floor(position + 0.5);
            default -> throw new UnsupportedOpException("nearest_mode '" + mode + "'");
          };
      places[i] = (int) Math.clamp(nearest, 0, in - 1);
    }
    return places;
  }

  /** Where output pixel i lies among the input's. */
  private double position(String coordinates, int i) {
    return switch (coordinates) {
      case "asymmetric" -> i / (float) factor;
      case "half_pixel" -> (i + 0.5) / factor - 0.5;
      case "half_pixel_symmetric" ->
          in / 2.0 * (1 - out / (factor * in)) + (i + 0.5) / factor - 0.5;
      case "pytorch_half_pixel" -> out > 1 ? (i + 0.5) / factor - 0.5 : 0;
      case "tf_half_pixel_for_nn" -> (i + 0.5) / factor;
      case "align_corners" -> out > 1 ? i * (in - 1.0) / (out - 1) : 0;
      // In single precision, like ONNX Runtime: the nearest of two pixels is a matter of rounding.
      case REGION ->
          out > 1
              ? start * (in - 1) + i * (end - start) * (in - 1) / (out - 1)
              : 0.5f * (start + end) * (in - 1);
      default -> throw new UnsupportedOpException("coordinates '" + coordinates + "'");
    };
  }
}
