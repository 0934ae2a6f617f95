package convspectrum.spec.composite.window;

import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** What convolutions of all kinds have in common. */
public final class Windowed {
  private Windowed() {}

  /** The only input, of (N, C) and as many axes as the kernel has. */
  public static Shape input(String type, int axes, List<Shape> inputs) {
    if (inputs.size() != 1 || inputs.getFirst().rank() != axes + 2) {
      throw new ShapeException(
          "%s takes one input of %d axes (batch, channels and %d more), found %s"
              .formatted(type, axes + 2, axes, inputs));
    }
    return inputs.getFirst();
  }

  /**
   * The result of a convolution of the only input.
   *
   * @param axes the number of spatial axes
   * @param size gives the size of a spatial axis in the result, of its number from 0 on and its
   *     size in the input
   */
  public static Shape result(
      String type,
      List<Shape> inputs,
      int outChannels,
      int groups,
      int axes,
      IntBinaryOperator size) {
    Shape input = input(type, axes, inputs);
    requireGroups(groups, input.channels(), outChannels);
    Shape result = input.with(1, outChannels);
    for (int axis = 0; axis < axes; axis++) {
      result = result.with(2 + axis, size.applyAsInt(axis, input.dim(2 + axis)));
    }
    return result;
  }

  /** Requires at least one output channel and one group. */
  public static void requireChannels(String what, int outChannels, int groups) {
    if (outChannels < 1 || groups < 1) {
      throw new ShapeException(
          what + " with " + outChannels + " output channels in " + groups + " groups");
    }
  }

  /** Requires groups that divide the input and the output channels. */
  public static void requireGroups(int groups, int inputs, int outputs) {
    if (inputs % groups != 0 || outputs % groups != 0) {
      throw new ShapeException(
          "%d groups divide neither or only one of %d input and %d output channels; expected groups that divide both"
              .formatted(groups, inputs, outputs));
    }
  }

  /**
   * The slots of weights (first, second, kernel…) and, with {@code bias}, of a bias (biases).
   *
   * @param slides how the kernel slides along each spatial axis
   */
  public static List<ParameterSlot> slots(
      int first, int second, List<Slide> slides, int biases, boolean bias) {
    int[] dims = new int[2 + slides.size()];
    dims[0] = first;
    dims[1] = second;
    for (int i = 0; i < slides.size(); i++) {
      dims[2 + i] = slides.get(i).kernel();
    }
    List<ParameterSlot> slots = new ArrayList<>();
    slots.add(new ParameterSlot(ParameterSlot.WEIGHT, Shape.of(dims), true));
    if (bias) {
      slots.add(new ParameterSlot(ParameterSlot.BIAS, Shape.of(biases), true));
    }
    return List.copyOf(slots);
  }

  /** The number of taps of a kernel. */
  public static int taps(List<Slide> slides) {
    return slides.stream().mapToInt(Slide::kernel).reduce(1, Math::multiplyExact);
  }
}
