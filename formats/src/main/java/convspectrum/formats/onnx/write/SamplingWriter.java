package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Writes ops that read at live places, and pools of powers. */
final class SamplingWriter {
  private final OnnxGraph onnx;

  SamplingWriter(OnnxGraph onnx) {
    this.onnx = onnx;
  }

  /** The first operator set that has the op in the form that is written here. */
  static int opset(IndexedOp op) {
    return op instanceof Scatter ? 18 : OnnxWriter.OPSET;
  }

  void write(Node node, IndexedOp op) {
    switch (op) {
      case RoiAlign align -> align(node, align);
      case RoiPool pool ->
          onnx.result(
              node,
              "MaxRoiPool",
              inputs(node),
              Attributes.integers("pooled_shape", pool.height(), pool.width()),
              Attributes.number("spatial_scale", pool.spatialScale()));
      case NonMaxSuppression suppression -> suppress(node, suppression);
      case Scatter scatter -> scatter(node, scatter);
    }
  }

  /** The modes have their names of opset 20. */
  void sample(Node node, GridSample sample) {
    String mode =
        switch (sample.sampling()) {
          case NEAREST -> "nearest";
          case LINEAR -> "linear";
          case CUBIC -> "cubic";
        };
    String padding =
        switch (sample.border()) {
          case ZEROS -> "zeros";
          case EDGE -> "border";
          case REFLECTION -> "reflection";
        };
    onnx.result(
        node,
        "GridSample",
        inputs(node),
        Attributes.integer("align_corners", sample.alignCorners() ? 1 : 0),
        Attributes.text("mode", mode),
        Attributes.text("padding_mode", padding));
  }

  /** The number of channels of the size is not used. */
  void grid(Node node, AffineGrid grid) {
    int[] size = new int[2 + grid.size().size()];
    size[0] = node.shape().dim(0);
    size[1] = 1;
    for (int i = 2; i < size.length; i++) {
      size[i] = grid.size().get(i - 2);
    }
    onnx.result(
        node,
        "AffineGrid",
        List.of(inputs(node).getFirst(), onnx.integers(node, "size", size)),
        Attributes.integer("align_corners", grid.alignCorners() ? 1 : 0));
  }

  /**
   * @param stored weights and, where there is one, a bias
   */
  void deformed(Node node, DeformConv conv, List<String> stored) {
    List<String> inputs = inputs(node);
    List<String> operands = new ArrayList<>(List.of(inputs.get(0), stored.get(0), inputs.get(1)));
    if (conv.bias() || conv.mask()) {
      operands.add(conv.bias() ? stored.get(1) : "");
    }
    if (conv.mask()) {
      operands.add(inputs.get(2));
    }
    Window window = conv.window();
    onnx.result(
        node,
        "DeformConv",
        operands,
        Attributes.integers("dilations", window.dilationHeight(), window.dilationWidth()),
        Attributes.integer("group", conv.groups()),
        Attributes.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
        Attributes.integer("offset_group", conv.offsetGroups()),
        Attributes.pads(window.padding()),
        Attributes.integers("strides", window.strideHeight(), window.strideWidth()));
  }

  /** Padding makes room for the last window, as for other pools. */
  void powers(Node node, LpPool pool) {
    Window window = pool.window();
    Padding reach = window.reach(node.inputShape(), node.shape());
    onnx.result(
        node,
        "LpPool",
        inputs(node),
        Attributes.integers("dilations", window.dilationHeight(), window.dilationWidth()),
        Attributes.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
        Attributes.integer("p", pool.p()),
        Attributes.pads(reach),
        Attributes.integers("strides", window.strideHeight(), window.strideWidth()));
  }

  void extreme(Node node, ArgExtreme extreme) {
    String places =
        onnx.part(
            node,
            extreme.largest() ? "ArgMax" : "ArgMin",
            "integers",
            inputs(node),
            Attributes.integer("axis", extreme.axis()),
            Attributes.integer("select_last_index", extreme.last() ? 1 : 0));
    onnx.result(node, places);
  }

  /** ONNX has one node for values and places; ONNX Runtime joins two equal ones. */
  void top(Node node, TopK top) {
    List<String> operands = List.of(inputs(node).getFirst(), onnx.integers(node, "k", top.k()));
    onnx.results(
        node,
        "TopK",
        operands,
        top.places(),
        Attributes.integer("axis", top.axis()),
        Attributes.integer("largest", top.largest() ? 1 : 0));
  }

  private void align(Node node, RoiAlign align) {
    List<String> inputs = inputs(node);
    onnx.result(
        node,
        "RoiAlign",
        List.of(inputs.get(0), inputs.get(1), onnx.integers(node, node.inputs().get(2))),
        Attributes.text(
            "coordinate_transformation_mode",
            align.halfPixel() ? "half_pixel" : "output_half_pixel"),
        Attributes.text("mode", align.kind() == PoolKind.MAX ? "max" : "avg"),
        Attributes.integer("output_height", align.height()),
        Attributes.integer("output_width", align.width()),
        Attributes.integer("sampling_ratio", align.samplingRatio()),
        Attributes.number("spatial_scale", align.spatialScale()));
  }

  /** The rows that ONNX leaves out follow as −1. */
  private void suppress(Node node, NonMaxSuppression op) {
    List<String> operands = new ArrayList<>(inputs(node));
    operands.add(onnx.integers(node, "max", op.maxBoxes()));
    operands.add(onnx.floats(node, "iou", new float[] {(float) op.overlapThreshold()}, 1));
    if (op.scoreThreshold() > Double.NEGATIVE_INFINITY) {
      operands.add(onnx.floats(node, "score", new float[] {(float) op.scoreThreshold()}, 1));
    }
    String kept =
        onnx.part(
            node,
            "NonMaxSuppression",
            "kept",
            operands,
            Attributes.integer("center_point_box", op.centerPoint() ? 1 : 0));
    String real = onnx.real(node, kept);
    String found = onnx.part(node, "Shape", "found", List.of(real));
    String whole = onnx.integers(node, "rows", node.shape().toArray());
    String missing = onnx.part(node, "Sub", "missing", List.of(whole, found));
    String none = onnx.integers(node, "none", 0, 0);
    String pads =
        onnx.part(node, "Concat", "pads", List.of(none, missing), Attributes.integer("axis", 0));
    onnx.result(node, "Pad", List.of(real, pads, onnx.scalar(node, "left", -1)));
  }

  private void scatter(Node node, Scatter scatter) {
    List<String> inputs = inputs(node);
    List<String> operands =
        List.of(inputs.get(0), onnx.integers(node, node.inputs().get(1)), inputs.get(2));
    AttributeProto reduction =
        Attributes.text(
            "reduction",
            switch (scatter.combination()) {
              case REPLACE -> "none";
              case ADD -> "add";
              case MULTIPLY -> "mul";
              case MAXIMUM -> "max";
              case MINIMUM -> "min";
            });
    switch (scatter.places()) {
      case Scatter.AlongAxis(int axis) ->
          onnx.result(
              node, "ScatterElements", operands, Attributes.integer("axis", axis), reduction);
      case Scatter.OfLastAxis _ -> onnx.result(node, "ScatterND", operands, reduction);
    }
  }

  private List<String> inputs(Node node) {
    return node.inputs().stream().map(onnx::value).toList();
  }
}
