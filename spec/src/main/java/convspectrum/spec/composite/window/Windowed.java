package convspectrum.spec.composite.window;

import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;

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

  public static void requireChannels(String what, int outChannels, int groups) {
    if (outChannels < 1 || groups < 1) {
      throw new ShapeException(
          what + " with " + outChannels + " output channels in " + groups + " groups");
    }
  }

  public static void requireGroups(int groups, int inputs, int outputs) {
    if (inputs % groups != 0 || outputs % groups != 0) {
      throw new ShapeException(
          "%d groups divide neither or only one of %d input and %d output channels; expected groups that divide both"
              .formatted(groups, inputs, outputs));
    }
  }

  /** Weights (first, second, kernel…) and a bias. */
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
