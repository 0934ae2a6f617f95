package convspectrum.spec.composite.window;

import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Definition.Stored;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The definition of a transposed convolution: a 1×1 convolution to all taps of the kernel, which
 * are added up where they meet, axis by axis. It computes as many products as the op itself.
 */
public final class OverlappedTaps {
  /** The first axis of taps; those of places come behind all axes of taps. */
  private static final int TAPS = 2;

  private OverlappedTaps() {}

  /**
   * Writes a transposed convolution, without its bias.
   *
   * @param slides how its kernel slides along each axis
   * @param groups parts of the channels that are convolved separately
   * @param result the shape of its result
   */
  public static Node of(Definition parts, Node x, List<Slide> slides, int groups, Shape result) {
    return sum(parts, taps(parts, x, slides, groups, result.channels()), slides, result);
  }

  /** (N, C, taps…, places…) added up to (N, C, …) of the given shape. */
  public static Node sum(Definition parts, Node taps, List<Slide> slides, Shape result) {
    int axes = slides.size();
    Node sum = taps;
    for (int axis = 0; axis < axes; axis++) {
      // With each axis that is done one axis of taps is gone, so this place stays the same.
      sum = overlapped(parts, sum, TAPS + axes, slides.get(axis));
      sum = fitted(parts, sum, TAPS + axes - 1, slides.get(axis), result.dim(2 + axis));
    }
    return sum;
  }

  /** (N, Cout, kernel…, places…): what each input place adds through each tap. */
  private static Node taps(Definition parts, Node x, List<Slide> slides, int groups, int channels) {
    Shape in = x.shape();
    int axes = slides.size();
    int last = in.dim(-1);
    int places = Math.toIntExact(in.elements() / in.batch() / in.channels());
    int taps = Windowed.taps(slides);
    int outputs = Math.multiplyExact(channels, taps);
    Window window = Window.same(1);
    Node picture = parts.reshaped(x, Shape.of(in.batch(), in.channels(), places / last, last));
    Node products =
        parts.part(
            "taps",
            new Op.Conv(outputs, window, groups, false),
            picture,
            Map.of(WEIGHT, new Stored(WEIGHT, weight -> turned(weight, groups))));
    int[] dims = new int[2 + 2 * axes];
    dims[0] = in.batch();
    dims[1] = channels;
    for (int axis = 0; axis < axes; axis++) {
      dims[TAPS + axis] = slides.get(axis).kernel();
      dims[TAPS + axes + axis] = in.dim(2 + axis);
    }
    return parts.reshaped(products, Shape.of(dims));
  }

  /** (Cin, Cout / groups · K) with both sides of each group's matrix exchanged. */
  private static Tensor turned(Tensor weight, int groups) {
    int inputs = weight.shape().dim(0) / groups;
    int outputs = weight.data().length / weight.shape().dim(0);
    float[] from = weight.data();
    float[] to = new float[from.length];
    for (int group = 0; group < groups; group++) {
      int start = group * inputs * outputs;
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          to[start + o * inputs + i] = from[start + i * outputs + o];
        }
      }
    }
    return Tensor.of(Shape.of(groups * outputs, inputs, 1, 1), to);
  }

  /**
   * The taps of axis {@link #TAPS} added up along the axis of places: tap u of place i stands at i
   * · stride + u · dilation. The taps within one stride do not meet. They stand side by side,
   * behind every place, and such blocks are moved by whole strides and added up.
   */
  private static Node overlapped(Definition parts, Node taps, int axis, Slide slide) {
    int stride = slide.stride();
    int blocks = (slide.extent() - 1) / stride + 1;
    List<Node> moved = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      List<Node> phases = phases(parts, taps, slide, block * stride);
      if (phases.isEmpty()) {
        continue;
      }
      Node side = sideBySide(parts, Pieces.joined(parts, phases, TAPS), axis);
      moved.add(
          Pieces.bordered(parts, side, axis - 1, block * stride, (blocks - 1 - block) * stride, 0));
    }
    return moved.size() == 1
        ? moved.getFirst()
        : parts.part("sum", new Op.Add(), moved.toArray(Node[]::new));
  }

  /** The taps at {@code first} and the places behind it, a stride of them; none if all are 0. */
  private static List<Node> phases(Definition parts, Node taps, Slide slide, int first) {
    List<Node> phases = new ArrayList<>();
    int end = first + slide.stride();
    int zeros = 0;
    boolean any = false;
    for (int place = first; place < end; ) {
      boolean tap = place % slide.dilation() == 0 && place < slide.extent();
      if (!tap) {
        zeros++;
        place++;
        continue;
      }
      zeros(parts, phases, taps.shape(), zeros);
      zeros = 0;
      any = true;
      int from = place / slide.dilation();
      int run = slide.dilation() == 1 ? Math.min(end, slide.extent()) - place : 1;
      phases.add(Pieces.slice(parts, taps, TAPS, from, from + run));
      place += run;
    }
    zeros(parts, phases, taps.shape(), zeros);
    return any ? phases : List.of();
  }

  private static void zeros(Definition parts, List<Node> phases, Shape shape, int count) {
    if (count > 0) {
      phases.add(parts.constant("zeros", Tensor.zeros(shape.with(TAPS, count))));
    }
  }

  /** The axis {@link #TAPS} moved behind {@code axis} and made one with it. */
  private static Node sideBySide(Definition parts, Node x, int axis) {
    Shape shape = x.shape();
    List<Integer> order =
        Stream.concat(
                Stream.iterate(0, i -> i < axis + 1, i -> i + 1).filter(i -> i != TAPS),
                Stream.concat(
                    Stream.of(TAPS), Stream.iterate(axis + 1, i -> i < shape.rank(), i -> i + 1)))
            .toList();
    Node turned = parts.part("turned", new Op.Transpose(order), x);
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      int from = i < axis ? i : i + 1;
      dims[i] = turned.shape().dim(from);
    }
    dims[axis - 1] = Math.multiplyExact(shape.dim(axis), shape.dim(TAPS));
    return parts.reshaped(turned, Shape.of(dims));
  }

  /** The axis from {@code before} on; zeros where it reaches beyond what the taps cover. */
  private static Node fitted(Definition parts, Node x, int axis, Slide slide, int size) {
    int end = Math.min(x.shape().dim(axis), slide.before() + size);
    Node cut = Pieces.slice(parts, x, axis, slide.before(), end);
    return Pieces.bordered(parts, cut, axis, 0, slide.before() + size - end, 0);
  }
}
