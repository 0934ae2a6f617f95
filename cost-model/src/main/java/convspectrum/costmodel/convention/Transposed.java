package convspectrum.costmodel.convention;

import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import java.util.List;

/**
 * What tools count for a transposed convolution. Each input place meets each tap, which fvcore and
 * PyTorch count; others take it for a convolution at the places of its result, of which a stride of
 * s makes s² times as many. The worked figures are of 64 to 32 channels of 32×32 by 4×4, stride 2:
 * 33,554,432 MACs.
 */
final class Transposed {
  private Transposed() {}

  /**
   * Every element of the result adds up K taps of so many channels: ptflops ({@code
   * conv_flops_counter_hook}) and THOP ({@code calculate_conv2d_flops}) take the input's, 32 · 64²
   * · 16 · 64 = 134,217,728; onnx-tool ({@code ConvTransposeNode}) takes the second axis of the
   * weights, which are outputs here, 32 · 64² · 16 · 32 = 67,108,864.
   */
  static long perOutput(TransposedConv conv, Node node, int channels) {
    return Elements.out(node, Math.multiplyExact(taps(conv), channels));
  }

  /**
   * DeepSpeed ({@code _conv_trans_flops_compute}): the channels of the result are read off the
   * weights, which hold those of one group, and divided by the groups again; the bias counts at the
   * places of a convolution, not of a transposed one. 2 · 33,554,432 + 32 · 16² = 67,117,056.
   */
  static long deepSpeed(TransposedConv conv, Shape input) {
    int channels = conv.outChannels() / conv.groups();
    long perInput = Math.multiplyExact(taps(conv), channels / conv.groups());
    long macs = Math.multiplyExact(input.elements(), perInput);
    long bias = Math.multiplyExact((long) channels, input.batch());
    List<Slide> slides = conv.slides();
    for (int axis = 0; axis < slides.size(); axis++) {
      Slide slide = slides.get(axis);
      int padded = Math.addExact(input.dim(2 + axis), slide.before() + slide.after());
      bias = Math.multiplyExact(bias, Math.floorDiv(padded - slide.extent(), slide.stride()) + 1L);
    }
    return Math.addExact(Elements.twice(macs), conv.bias() ? bias : 0);
  }

  /**
   * TensorFlow ({@code Conv2DBackpropInput} in {@code flops_registry.py}): 2 · out · K · Cin /
   * strides, 2 · 131,072 · 16 · 64 / 4 = 67,108,864. Over one axis it is the same op; over three it
   * is not registered.
   */
  static long tensorFlow(TransposedConv conv, Node node) {
    if (conv.slides().size() == 3) {
      return 0;
    }
    int channels = node.inputShape().channels() / conv.groups();
    long steps = conv.slides().stream().mapToLong(Slide::stride).reduce(1, Math::multiplyExact);
    return Elements.twice(perOutput(conv, node, channels)) / steps;
  }

  private static long taps(TransposedConv conv) {
    return conv.slides().stream().mapToLong(Slide::kernel).reduce(1, Math::multiplyExact);
  }
}
