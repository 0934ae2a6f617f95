package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampler;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.composite.window.Windowed;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A deformable convolution (Dai et al., arXiv 1703.06211): of (N, C, H, W), offsets (N, 2 ·
 * offsetGroups · K, H', W') that move each tap of each output, rows before columns, and where
 * {@code mask} factors (N, offsetGroups · K, H', W') for each tap (Zhu et al., arXiv 1811.11168).
 * Values between pixels are linear, those outside are 0. Weights are (outChannels, C / groups, K_h,
 * K_w).
 *
 * @param outChannels channels of the result
 * @param window how the kernel slides before it is moved
 * @param groups parts of the channels that are convolved separately
 * @param offsetGroups parts of the channels that have offsets of their own
 * @param mask whether a third input scales each tap
 * @param bias whether a number per channel is added
 */
public record DeformConv(
    int outChannels, Window window, int groups, int offsetGroups, boolean mask, boolean bias)
    implements CompositeOp {
  public DeformConv {
    if (outChannels < 1 || groups < 1 || offsetGroups < 1) {
      throw new ShapeException(
          "deformable convolution with %d output channels in %d groups, with %d groups of offsets"
              .formatted(outChannels, groups, offsetGroups));
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    if (mask) {
      CompositeShapes.requireRanks(typeName(), inputs, 4, 4, 4);
    } else {
      CompositeShapes.requireRanks(typeName(), inputs, 4, 4);
    }
    Shape x = inputs.getFirst();
    Windowed.requireGroups(groups, x.channels(), outChannels);
    if (x.channels() % offsetGroups != 0) {
      throw new ShapeException(
          "%d groups of offsets do not divide %d channels".formatted(offsetGroups, x.channels()));
    }
    Shape result =
        Shape.of(
            x.batch(), outChannels, window.outputHeight(x.height()), window.outputWidth(x.width()));
    int taps = Math.toIntExact(Math.multiplyExact(offsetGroups, window.taps()));
    CompositeShapes.requireEqual(
        "offsets", inputs.get(1), result.with(1, Math.multiplyExact(2, taps)));
    if (mask) {
      CompositeShapes.requireEqual("mask", inputs.get(2), result.with(1, taps));
    }
    return result;
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> inputs) {
    int channels = inputs.getFirst().channels() / groups;
    return Windowed.slots(
        outChannels, channels, List.of(window.rows(), window.columns()), outChannels, bias);
  }

  /**
   * Those of the convolution; finding values between pixels is not counted: 64 to 64 channels of
   * 64×64 by 3×3 is 64 · 4,096 · 9 · 64 = 150,994,944.
   */
  @Override
  public long macs(List<Shape> inputs) {
    long perOutput = Math.multiplyExact(window.taps(), inputs.getFirst().channels() / groups);
    return Math.multiplyExact(shape(inputs).elements(), perOutput);
  }

  /** The pixels that all taps read, as rows of a linear layer. */
  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Shape in = x.shape();
    Shape result = shape(inputs.stream().map(Node::shape).toList());
    int maps = in.batch() * offsetGroups;
    int channels = in.channels() / offsetGroups;
    int taps = (int) window.taps();
    int places = result.height() * result.width();
    Node grouped = parts.reshaped(x, Shape.of(maps, channels, in.height(), in.width()));
    Sampler sampler = new Sampler(parts, grouped, Sampling.LINEAR, Border.ZEROS, true);
    Node offsets = parts.reshaped(inputs.get(1), Shape.of(maps, taps, 2, places));
    List<Node> positions = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      Node moved = parts.part("offset", new Op.Slice(2, axis, axis + 1), offsets);
      Node flat = parts.reshaped(moved, Shape.of(maps, taps * places, 1));
      Node still = parts.constant("still", still(axis, result));
      positions.add(parts.part("position", new Op.Add(), flat, still));
    }
    Node read = sampler.at(positions);
    if (mask) {
      Node factors = parts.reshaped(inputs.get(2), Shape.of(maps, taps * places, 1));
      read = parts.part("masked", new Op.Multiply(), read, factors);
    }
    Node apart = parts.reshaped(read, Shape.of(in.batch(), offsetGroups, taps, places, channels));
    Node ordered = parts.part("ordered", new Op.Transpose(List.of(0, 3, 1, 4, 2)), apart);
    int columns = in.channels() * taps;
    Node patches = parts.reshaped(ordered, Shape.of(in.batch(), places, columns));
    Node sums = sums(patches, parts);
    Node moved = parts.part("moved", new Op.Transpose(List.of(0, 2, 1)), sums);
    return parts.reshaped(moved, result);
  }

  /** Where each tap of each output reads before it is moved, (1, taps · outputs, 1). */
  private Tensor still(int axis, Shape result) {
    int taps = (int) window.taps();
    int places = result.height() * result.width();
    Tensor still = Tensor.zeros(Shape.of(1, taps * places, 1));
    for (int i = 0; i < still.data().length; i++) {
      int tap = i / places;
      int place = i % places;
      still.data()[i] =
          axis == 0
              ? place / result.width() * window.strideHeight()
                  + tap / window.kernelWidth() * window.dilationHeight()
                  - window.padding().top()
              : place % result.width() * window.strideWidth()
                  + tap % window.kernelWidth() * window.dilationWidth()
                  - window.padding().left();
    }
    return still;
  }

  /** Each group's columns of the patches times its part of the weights. */
  private Node sums(Node patches, Definition parts) {
    int columns = patches.shape().dim(2) / groups;
    int outputs = outChannels / groups;
    List<Node> sums = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      Node own =
          groups == 1
              ? patches
              : parts.part(
                  "group", new Op.Slice(2, group * columns, (group + 1) * columns), patches);
      Map<String, Definition.Stored> stored = new HashMap<>();
      stored.put(ParameterSlot.WEIGHT, part(ParameterSlot.WEIGHT, group));
      if (bias) {
        stored.put(ParameterSlot.BIAS, part(ParameterSlot.BIAS, group));
      }
      sums.add(parts.part("product", new Op.Linear(outputs, bias), own, stored));
    }
    return sums.size() == 1
        ? sums.getFirst()
        : parts.part("joined", new Op.Concat(2), sums.toArray(Node[]::new));
  }

  private Definition.Stored part(String role, int group) {
    return new Definition.Stored(
        role,
        all -> {
          int size = all.data().length / groups;
          float[] own = Arrays.copyOfRange(all.data(), group * size, (group + 1) * size);
          return Tensor.of(Shape.of(size), own);
        });
  }
}
