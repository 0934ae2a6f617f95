package convspectrum.spec.composite;

import static convspectrum.spec.graph.ParameterSlot.BIAS;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.window.OverlappedTaps;
import convspectrum.spec.composite.window.Windowed;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A transposed convolution over one to three spatial axes, as decoders use it to enlarge a picture:
 * of (N, C, …) with weights (C, outChannels / groups, kernel…). Input place i adds x · w[u] to
 * output place i · stride + u · dilation − before, so it is the gradient of a convolution with
 * respect to its input (Zeiler et al., Deconvolutional networks, 2010).
 *
 * @param outChannels channels of the result
 * @param slides how the kernel slides along each spatial axis; its padding is cut off the result
 * @param outputPadding places added behind the result along each axis, which nothing but the bias
 *     may reach
 * @param groups parts of the channels that are convolved separately
 * @param bias whether a number per channel is added
 */
public record TransposedConv(
    int outChannels, List<Slide> slides, List<Integer> outputPadding, int groups, boolean bias)
    implements CompositeOp {
  public TransposedConv {
    slides = List.copyOf(slides);
    outputPadding = List.copyOf(outputPadding);
    if (slides.isEmpty() || slides.size() > 3 || outputPadding.size() != slides.size()) {
      throw new ShapeException(
          "transposed convolution over %d axes with output padding %s; expected 1 to 3 axes with one each"
              .formatted(slides.size(), outputPadding));
    }
    if (outputPadding.stream().anyMatch(places -> places < 0)) {
      throw new ShapeException("output padding " + outputPadding + "; expected at least 0");
    }
    Windowed.requireChannels("transposed convolution", outChannels, groups);
  }

  /** A transposed convolution of pictures, with equal output padding below and at the right. */
  public static TransposedConv of(
      int outChannels, Window window, int outputPadding, int groups, boolean bias) {
    List<Slide> slides = List.of(window.rows(), window.columns());
    return new TransposedConv(
        outChannels, slides, Collections.nCopies(2, outputPadding), groups, bias);
  }

  /** (size − 1) · stride + extent − padding + output padding along each axis. */
  @Override
  public Shape shape(List<Shape> inputs) {
    return Windowed.result(typeName(), inputs, outChannels, groups, slides.size(), this::size);
  }

  private int size(int axis, int input) {
    Slide slide = slides.get(axis);
    int reach = slide.reach(input);
    int size = Math.addExact(reach - slide.before() - slide.after(), outputPadding.get(axis));
    if (size < 1) {
      throw new ShapeException(
          "transposed convolution of %d places reaches %d, and cuts off %d and %d; expected at least one place to be left"
              .formatted(input, reach, slide.before(), slide.after()));
    }
    return size;
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> inputs) {
    return Windowed.slots(
        inputs.getFirst().channels(), outChannels / groups, slides, outChannels, bias);
  }

  /**
   * N · inputs · K · Cin · Cout / groups, each input place with each tap: 64 to 32 channels of
   * 32×32 by 4×4 is 1,024 · 16 · 64 · 32 = 33,554,432, whatever the stride.
   */
  @Override
  public long macs(List<Shape> inputs) {
    long perInput = Math.multiplyExact(Windowed.taps(slides), outChannels / groups);
    return Math.multiplyExact(inputs.getFirst().elements(), perInput);
  }

  /** Each output place is reached by every stride-th tap along each axis only. */
  @Override
  public double fanIn(ParameterSlot slot) {
    double taps = 1;
    for (Slide slide : slides) {
      taps *= Math.max(1, slide.kernel() / (double) slide.stride());
    }
    return (double) slot.shape().dim(0) / groups * taps;
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Shape result = shape(List.of(x.shape()));
    Node sum = OverlappedTaps.of(parts, x, slides, groups, result);
    if (!bias) {
      return sum;
    }
    int[] column = new int[1 + slides.size()];
    Arrays.fill(column, 1);
    column[0] = outChannels;
    return parts.part("biased", new Op.Add(), sum, parts.stored(BIAS, Shape.of(column)));
  }
}
