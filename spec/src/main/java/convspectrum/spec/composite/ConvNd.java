package convspectrum.spec.composite;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.definition.Definition.Stored;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.composite.window.Windowed;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A convolution over one or three spatial axes: of (N, C, L) or (N, C, D, H, W) with weights
 * (outChannels, C / groups, kernel…). Over two axes it is {@link Op.Conv}.
 *
 * @param outChannels channels of the result
 * @param slides how the kernel slides along each spatial axis
 * @param groups parts of the channels that are convolved separately
 * @param bias whether a number per channel is added
 */
public record ConvNd(int outChannels, List<Slide> slides, int groups, boolean bias)
    implements CompositeOp {
  public ConvNd {
    slides = List.copyOf(slides);
    if (slides.size() != 1 && slides.size() != 3) {
      throw new ShapeException(
          "convolution over " + slides.size() + " axes; expected 1 or 3 (2 are a Conv)");
    }
    Windowed.requireChannels("convolution", outChannels, groups);
  }

  @Override
  public String typeName() {
    return "Conv" + slides.size() + "d";
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return Windowed.result(
        typeName(),
        inputs,
        outChannels,
        groups,
        slides.size(),
        (axis, size) -> slides.get(axis).outputs(size));
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> inputs) {
    int inGroup = inputs.getFirst().channels() / groups;
    return Windowed.slots(outChannels, inGroup, slides, outChannels, bias);
  }

  /**
   * N · Cout · outputs · K · Cin / groups: 8 to 16 channels of 4×8×8 by 3×3×3, padded, is 16 · 256
   * · 27 · 8 = 884,736.
   */
  @Override
  public long macs(List<Shape> inputs) {
    long perOutput =
        Math.multiplyExact(Windowed.taps(slides), inputs.getFirst().channels() / groups);
    return Math.multiplyExact(shape(inputs).elements(), perOutput);
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Shape result = shape(List.of(x.shape()));
    return slides.size() == 1 ? row(x, result, parts) : volume(x, result, parts);
  }

  /** (N, C, L) as a picture of height 1. */
  private Node row(Node x, Shape result, Definition parts) {
    Shape in = x.shape();
    Node picture = parts.reshaped(x, Shape.of(in.batch(), in.channels(), 1, in.dim(2)));
    return parts.reshaped(
        picture(picture, Window.of(Slide.POINT, slides.getFirst()), parts), result);
  }

  /**
   * (N, C, D, H, W): the taps along D stand beside each other as channels, the places along D as
   * samples, so that a 2-D convolution computes the same products.
   */
  private Node volume(Node x, Shape result, Definition parts) {
    Slide depth = slides.getFirst();
    Node padded = Pieces.bordered(parts, x, 2, depth.before(), depth.after(), 0);
    Shape in = padded.shape();
    int steps = result.dim(2);
    List<Node> taps = new ArrayList<>();
    for (int tap = 0; tap < depth.kernel(); tap++) {
      Node places = Pieces.strided(parts, padded, 2, tap * depth.dilation(), depth.stride(), steps);
      taps.add(
          parts.reshaped(
              places,
              Shape.of(
                  in.batch(), in.channels(), 1, steps, Math.multiplyExact(in.dim(3), in.dim(4)))));
    }
    Node beside = Pieces.joined(parts, taps, 2);
    Node samples = parts.part("samples", new Op.Transpose(List.of(0, 3, 1, 2, 4)), beside);
    Node map =
        parts.reshaped(
            samples,
            Shape.of(
                Math.multiplyExact(in.batch(), steps),
                Math.multiplyExact(in.channels(), depth.kernel()),
                in.dim(3),
                in.dim(4)));
    Node planes = picture(map, Window.of(slides.get(1), slides.get(2)), parts);
    Node apart =
        parts.reshaped(
            planes, Shape.of(in.batch(), steps, outChannels, result.dim(3), result.dim(4)));
    return parts.part("volume", new Op.Transpose(List.of(0, 2, 1, 3, 4)), apart);
  }

  /** The weights of a group lie in the same order, whatever their axes are called. */
  private Node picture(Node x, Window window, Definition parts) {
    Map<String, Stored> stored = new LinkedHashMap<>();
    stored.put(WEIGHT, Stored.plain(WEIGHT));
    if (bias) {
      stored.put(BIAS, Stored.plain(BIAS));
    }
    return parts.part("convolution", new Op.Conv(outChannels, window, groups, bias), x, stored);
  }
}
