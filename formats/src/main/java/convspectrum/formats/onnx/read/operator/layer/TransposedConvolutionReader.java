package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ConvTranspose over one to three spatial axes, and Col2Im, which adds up as it does. */
final class TransposedConvolutionReader {
  private static final int MAX_SIDE = 1 << 24;

  private TransposedConvolutionReader() {}

  /** The places that are cut off and added along one axis. */
  private record Side(Slide slide, int more) {}

  static Value convTranspose(OnnxNode node) {
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    Windows.axes(dims);
    int groups = Windows.positive("group", node.attributes().integer("group", 1));
    if (w.length != dims.length || w[0] != dims[1] || w[0] % groups != 0) {
      throw new OpException(
          "weights of %s in %d groups on an input of %s"
              .formatted(Dims.text(w), groups, Dims.text(dims)),
          "expected the weights' first axis to be the channels");
    }
    List<Side> sides = sides(node, dims, w);
    int outputs = Math.multiplyExact(w[1], groups);
    boolean bias = node.isConstant(2);
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, node.constant(1, "weight"));
    if (bias) {
      stored.put(ParameterSlot.BIAS, node.constant(2, "bias"));
    }
    TransposedConv conv =
        new TransposedConv(
            outputs,
            sides.stream().map(Side::slide).toList(),
            sides.stream().map(Side::more).toList(),
            groups,
            bias);
    Node result = node.result(conv, node.node(0), stored);
    return OnnxNode.computed(bias ? result : ConvolutionReader.biased(node, result, outputs));
  }

  /** Col2Im: blocks of pixels, (N, C · K, blocks), added up where they meet. */
  static Value columnsToImage(OnnxNode node) {
    long[] image = node.integers(1, "image_shape");
    long[] block = node.integers(2, "block_shape");
    if (image.length != block.length || image.length < 1 || image.length > 3) {
      throw new OpException(
          "an image_shape of %d numbers and a block_shape of %d"
              .formatted(image.length, block.length),
          "expected one to three each");
    }
    int axes = image.length;
    long[] strides = Windows.perAxis(node, "strides", axes, 1);
    long[] dilations = Windows.perAxis(node, "dilations", axes, 1);
    long[] pads = Windows.pads(node, axes);
    List<Slide> slides = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      sizes.add(Windows.positive("image side", image[i]));
      slides.add(
          new Slide(
              Windows.positive("block", block[i]),
              Windows.positive("stride", strides[i]),
              Windows.positive("dilation", dilations[i]),
              Dims.dim(pads[i]),
              Dims.dim(pads[axes + i])));
    }
    return OnnxNode.computed(node.result(new OverlappedBlocks(slides, sizes), node.node(0)));
  }

  private static List<Side> sides(OnnxNode node, int[] dims, int[] w) {
    int axes = dims.length - 2;
    long[] strides = Windows.perAxis(node, "strides", axes, 1);
    long[] dilations = Windows.perAxis(node, "dilations", axes, 1);
    long[] more = Windows.perAxis(node, "output_padding", axes, 0);
    long[] pads = Windows.pads(node, axes);
    long[] sizes = node.attributes().integers("output_shape");
    if (sizes != null && sizes.length < axes) {
      throw new OpException(
          "output_shape " + Arrays.toString(sizes), "expected " + axes + " sizes");
    }
    String auto = node.attributes().text("auto_pad", "NOTSET");
    List<Side> sides = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      int stride = Windows.positive("stride", strides[i]);
      int dilation = Windows.positive("dilation", dilations[i]);
      int kernel = Windows.positive("kernel", w[2 + i]);
      Slide whole = new Slide(kernel, stride, dilation, 0, 0);
      long before = pads[i];
      long after = pads[axes + i];
      long added = more[i];
      if (sizes != null || auto.startsWith("SAME")) {
        long size = sizes != null ? sizes[sizes.length - axes + i] : (long) dims[2 + i] * stride;
        long cut = (dims[2 + i] - 1L) * stride + whole.extent() + added - size;
        // What nothing reaches is added behind.
        added += Math.max(-cut, 0);
        cut = Math.max(cut, 0);
        before = auto.equals("SAME_UPPER") ? cut / 2 : cut - cut / 2;
        after = cut - before;
      }
      sides.add(
          new Side(new Slide(kernel, stride, dilation, side(before), side(after)), side(added)));
    }
    return sides;
  }

  private static int side(long places) {
    if (places < 0 || places > MAX_SIDE) {
      throw new OpException("padding or output padding of " + places, "expected 0 to " + MAX_SIDE);
    }
    return (int) places;
  }
}
