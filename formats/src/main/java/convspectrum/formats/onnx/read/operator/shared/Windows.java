package convspectrum.formats.onnx.read.operator.shared;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The windows of convolutions and pools over one, two or three spatial axes. One axis is taken as a
 * width of height 1.
 */
public final class Windows {
  private static final int MAX_AXES = 3;

  private Windows() {}

  /** The number of spatial axes of (N, C, …). */
  public static int axes(int[] dims) {
    int axes = dims.length - 2;
    if (axes < 1 || axes > MAX_AXES) {
      throw new UnsupportedOpException(
          "a window over " + Dims.text(dims) + "; one to three spatial axes are understood");
    }
    return axes;
  }

  /** An input of one or two spatial axes as (N, C, H, W). */
  public static Shape featureMap(int[] dims) {
    return dims.length == 3 ? Shape.of(dims[0], dims[1], 1, dims[2]) : Shape.of(dims);
  }

  /** The window along the last two axes; along a single axis its height is 1. */
  public static Window window(List<Slide> sides) {
    Slide h = sides.size() == 1 ? Slide.POINT : sides.get(sides.size() - 2);
    Slide w = sides.getLast();
    return Window.of(h, w);
  }

  /**
   * How the kernel slides along each spatial axis of an input.
   *
   * @param dims the input, (N, C, …)
   * @param kernel taps along each axis
   */
  public static List<Slide> sides(OnnxNode node, int[] dims, long[] kernel) {
    int axes = kernel.length;
    long[] strides = perAxis(node, "strides", axes, 1);
    long[] dilations = perAxis(node, "dilations", axes, 1);
    String auto = node.attributes().text("auto_pad", "NOTSET");
    boolean given = auto.isEmpty() || auto.equals("NOTSET");
    // What a file gives beside auto_pad, zeros as a rule, does not count.
    long[] declared = pads(node, axes);
    long[] pads = given ? declared : new long[2 * axes];
    List<Slide> sides = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      int k = positive("kernel", kernel[i]);
      int stride = positive("stride", strides[i]);
      int dilation = positive("dilation", dilations[i]);
      int before = small(pads[i]);
      int after = small(pads[axes + i]);
      switch (auto) {
        case "", "NOTSET", "VALID" -> {}
        case "SAME_UPPER", "SAME_LOWER" -> {
          int total = same(dims[2 + i], k, stride, dilation);
          before = auto.equals("SAME_UPPER") ? total / 2 : (total + 1) / 2;
          after = total - before;
        }
        default ->
            throw new OpException(
                "auto_pad '" + auto + "'", "expected NOTSET, VALID, SAME_UPPER or SAME_LOWER");
      }
      sides.add(new Slide(k, stride, dilation, before, after));
    }
    return sides;
  }

  /** The places added before each axis, then those after each. */
  public static long[] pads(OnnxNode node, int axes) {
    return perAxis(node, "pads", 2 * axes, 0);
  }

  /** The padding, of both sides, with which an axis has ⌈size / stride⌉ outputs. */
  private static int same(int size, int kernel, int stride, int dilation) {
    int outputs = Math.ceilDiv(size, stride);
    long extent = (long) dilation * (kernel - 1) + 1;
    return small(Math.max((outputs - 1L) * stride + extent - size, 0));
  }

  /** An attribute of {@code count} numbers, which all are {@code absent} where it is missing. */
  public static long[] perAxis(OnnxNode node, String name, int count, long absent) {
    long[] values = node.attributes().integers(name);
    if (values == null) {
      long[] all = new long[count];
      Arrays.fill(all, absent);
      return all;
    }
    if (values.length != count) {
      throw new OpException(name + " " + Arrays.toString(values), "expected " + count + " numbers");
    }
    return values;
  }

  /** A number of at least 1, which fits into a window; {@code what} names it in an error. */
  public static int positive(String what, long value) {
    if (value < 1) {
      throw new OpException(what + " " + value, "expected at least 1");
    }
    return small(value);
  }

  private static int small(long value) {
    if (value != (int) value || value > 1 << 24) {
      throw new OpException("number " + value + " in a window", "expected at most " + (1 << 24));
    }
    return (int) value;
  }
}
