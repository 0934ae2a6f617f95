package convspectrum.spec.onnx.read;

import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.onnx.constant.Dims;
import convspectrum.spec.onnx.constant.OpException;
import convspectrum.spec.onnx.constant.UnsupportedOpException;
import java.util.Arrays;

/** The window of a convolution or pool. One spatial axis is taken as a width of height 1. */
final class Windows {
  private Windows() {}

  /** A node's input as (N, C, H, W). */
  static Shape featureMap(int[] dims) {
    return switch (dims.length) {
      case 3 -> Shape.of(dims[0], dims[1], 1, dims[2]);
      case 4 -> Shape.of(dims);
      default ->
          throw new UnsupportedOpException(
              "a window over " + Dims.text(dims) + "; one or two spatial axes are understood");
    };
  }

  /** The window, of which {@code kernel} is known. */
  static Window of(OnnxNode node, Shape input, long[] kernel) {
    int axes = kernel.length;
    int[] k = spatial(kernel, 1);
    int[] strides = spatial(integers(node, "strides", axes), 1);
    int[] dilations = spatial(integers(node, "dilations", axes), 1);
    Padding padding = padding(node, input, axes, k, strides, dilations);
    return new Window(k[0], k[1], strides[0], strides[1], dilations[0], dilations[1], padding);
  }

  private static Padding padding(
      OnnxNode node, Shape input, int axes, int[] kernel, int[] strides, int[] dilations) {
    String auto = node.attributes().text("auto_pad", "NOTSET");
    switch (auto) {
      case "NOTSET", "" -> {
        long[] pads = node.attributes().integers("pads");
        if (pads == null) {
          return Padding.NONE;
        }
        if (pads.length != 2 * axes) {
          throw new OpException(
              "pads " + Arrays.toString(pads), "expected " + 2 * axes + " numbers");
        }
        int[] p = Arrays.stream(pads).mapToInt(Windows::small).toArray();
        return axes == 1 ? new Padding(0, p[0], 0, p[1]) : new Padding(p[0], p[1], p[2], p[3]);
      }
      case "VALID" -> {
        return Padding.NONE;
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        int rows = same(input.height(), kernel[0], strides[0], dilations[0]);
        int columns = same(input.width(), kernel[1], strides[1], dilations[1]);
        boolean upper = auto.equals("SAME_UPPER");
        int top = upper ? rows / 2 : (rows + 1) / 2;
        int left = upper ? columns / 2 : (columns + 1) / 2;
        return new Padding(top, left, rows - top, columns - left);
      }
      default ->
          throw new OpException(
              "auto_pad '" + auto + "'", "expected NOTSET, VALID, SAME_UPPER or SAME_LOWER");
    }
  }

  /** Padding with which a side of {@code size} gives ⌈size / stride⌉ outputs. */
  private static int same(int size, int kernel, int stride, int dilation) {
    if (stride < 1) {
      throw new OpException("stride " + stride, "expected at least 1");
    }
    int outputs = Math.ceilDiv(size, stride);
    long extent = (long) dilation * (kernel - 1) + 1;
    return small(Math.max((outputs - 1L) * stride + extent - size, 0));
  }

  private static long[] integers(OnnxNode node, String name, int axes) {
    long[] values = node.attributes().integers(name);
    if (values == null) {
      long[] ones = new long[axes];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (values.length != axes) {
      throw new OpException(
          name + " " + Arrays.toString(values), "expected " + axes + " numbers, one per axis");
    }
    return values;
  }

  /** Height and width of one or two numbers. */
  private static int[] spatial(long[] values, int ofHeight) {
    return switch (values.length) {
      case 1 -> new int[] {ofHeight, small(values[0])};
      case 2 -> new int[] {small(values[0]), small(values[1])};
      default -> throw new UnsupportedOpException("a window over " + values.length + " axes");
    };
  }

  private static int small(long value) {
    if (value != (int) value || value > 1 << 24) {
      throw new OpException("number " + value + " in a window", "expected at most " + (1 << 24));
    }
    return (int) value;
  }
}
