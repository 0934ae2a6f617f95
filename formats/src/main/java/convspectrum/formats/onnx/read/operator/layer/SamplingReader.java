package convspectrum.formats.onnx.read.operator.layer;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ops that read at places which other inputs name: grids, offsets and boxes. */
final class SamplingReader {
  private SamplingReader() {}

  /** The modes have other names from opset 20 on. */
  static Value gridSample(OnnxNode node) {
    String mode = node.attributes().text("mode", "linear");
    String padding = node.attributes().text("padding_mode", "zeros");
    var sampling =
        switch (mode) {
          case "nearest" -> Sampling.NEAREST;
          case "linear", "bilinear" -> Sampling.LINEAR;
          case "cubic", "bicubic" -> Sampling.CUBIC;
          default -> throw new UnsupportedOpException("mode '" + mode + "'");
        };
    var border =
        switch (padding) {
          case "zeros" -> Border.ZEROS;
          case "border" -> Border.EDGE;
          case "reflection" -> Border.REFLECTION;
          default -> throw new UnsupportedOpException("padding_mode '" + padding + "'");
        };
    Op op = new GridSample(sampling, border, alignsCorners(node));
    return OnnxNode.computed(node.result(op, node.node(0), node.node(1)));
  }

  private static boolean alignsCorners(OnnxNode node) {
    return node.attributes().integer("align_corners", 0) != 0;
  }

  /** The second input is the size of the map that is sampled, channels included. */
  static Value affineGrid(OnnxNode node) {
    long[] size = node.integers(1, "size");
    if (size.length < 3 || size[0] != node.dims(0)[0]) {
      throw new OpException(
          "size " + Arrays.toString(size) + " for " + Shape.of(node.dims(0)),
          "expected the matrices' number, channels and one to three sides");
    }
    List<Integer> places =
        Arrays.stream(size).skip(2).mapToObj(side -> Windows.positive("size", side)).toList();
    return OnnxNode.computed(
        node.result(new AffineGrid(places, alignsCorners(node)), node.node(0)));
  }

  static Value deformConv(OnnxNode node) {
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    if (dims.length != 4 || w.length != 4) {
      throw new UnsupportedOpException("a deformable convolution over other than two axes");
    }
    long[] kernel = {w[2], w[3]};
    long[] given = node.attributes().integers("kernel_shape");
    if (given != null && !Arrays.equals(given, kernel)) {
      throw new OpException(
          "kernel_shape " + Arrays.toString(given), "expected " + Arrays.toString(kernel));
    }
    Window window = Windows.window(Windows.sides(node, dims, kernel));
    Map<String, ConstantTensor> stored = new HashMap<>();
    stored.put(WEIGHT, node.constant(1, "weight"));
    List<Node> inputs = new ArrayList<>(List.of(node.node(0), node.node(2)));
    if (node.has(3)) {
      stored.put(BIAS, node.constant(3, "bias"));
    }
    if (node.has(4)) {
      inputs.add(node.node(4));
    }
    int groups = Windows.positive("group", node.attributes().integer("group", 1));
    int offsets = Windows.positive("offset_group", node.attributes().integer("offset_group", 1));
    Op op = new DeformConv(w[0], window, groups, offsets, node.has(4), node.has(3));
    return OnnxNode.computed(node.result(op, inputs, stored));
  }

  /** Before opset 16 the first pixel has its centre at 0. */
  static Value roiAlign(OnnxNode node) {
    String mode = node.attributes().text("mode", "avg");
    PoolKind kind =
        switch (mode) {
          case "avg" -> PoolKind.AVERAGE;
          case "max" -> PoolKind.MAX;
          default -> throw new UnsupportedOpException("mode '" + mode + "'");
        };
    String absent = node.opset() < 16 ? "output_half_pixel" : "half_pixel";
    String coordinates = node.attributes().text("coordinate_transformation_mode", absent);
    if (!coordinates.equals("half_pixel") && !coordinates.equals("output_half_pixel")) {
      throw new UnsupportedOpException("coordinates '" + coordinates + "'");
    }
    Op op =
        new RoiAlign(
            kind,
            Windows.positive("output_height", node.attributes().integer("output_height", 1)),
            Windows.positive("output_width", node.attributes().integer("output_width", 1)),
            (int) Math.clamp(node.attributes().integer("sampling_ratio", 0), 0, 1 << 12),
            node.attributes().number("spatial_scale", 1),
            coordinates.equals("half_pixel"));
    return OnnxNode.computed(node.result(op, node.node(0), node.node(1), node.node(2)));
  }

  static Value roiPool(OnnxNode node) {
    long[] size = node.attributes().integers("pooled_shape");
    if (size == null || size.length != 2) {
      throw new OpException("pooled_shape " + Arrays.toString(size), "expected two numbers");
    }
    Op op =
        new RoiPool(
            Windows.positive("pooled height", size[0]),
            Windows.positive("pooled width", size[1]),
            node.attributes().number("spatial_scale", 1));
    return OnnxNode.computed(node.result(op, node.node(0), node.node(1)));
  }

  /** Without a number of boxes there are none. */
  static Value suppression(OnnxNode node) {
    int[] boxes = node.dims(0);
    long most = node.has(2) ? (long) number(node, 2, "max_output_boxes_per_class") : 0;
    if (most < 1) {
      return OnnxNode.constant(Folding.filled(Kind.INTEGER, new int[] {0, 3}, 0));
    }
    Op op =
        new NonMaxSuppression(
            (int) Math.min(most, boxes.length == 3 ? boxes[1] : 1),
            node.has(3) ? number(node, 3, "iou_threshold") : 0,
            node.has(4) ? number(node, 4, "score_threshold") : Double.NEGATIVE_INFINITY,
            node.attributes().integer("center_point_box", 0) != 0);
    return OnnxNode.computed(node.result(op, node.node(0), node.node(1)));
  }

  private static double number(OnnxNode node, int input, String what) {
    float[] values = node.numbers(input, what);
    if (values.length != 1) {
      throw new OpException(what + " of " + values.length + " numbers", "expected one");
    }
    return values[0];
  }
}
