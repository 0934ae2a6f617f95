package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.Flatten;
import convspectrum.spec.block.GlobalPool;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.Linear;
import convspectrum.spec.block.Pad;
import convspectrum.spec.block.PaddingRule;
import convspectrum.spec.block.Pool;
import convspectrum.spec.block.Scale;
import convspectrum.spec.block.Segments;
import convspectrum.spec.block.Shuffle;
import convspectrum.spec.block.Upsample;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Lowers the blocks that are a single op. */
final class Layers {
  private final Emitter emitter;

  Layers(Emitter emitter) {
    this.emitter = emitter;
  }

  Node pool(Place place, Pool block, Node input) {
    Convolutions.featureMap(input);
    HeightWidth stride = block.stride().orElse(block.kernel());
    var window =
        Convolutions.window(
            block.kernel(), stride, HeightWidth.square(1), block.padding(), input.shape());
    boolean counts = block.kind() == PoolKind.AVERAGE && block.countIncludePad();
    Op pool;
    try {
      pool = new Op.Pool(block.kind(), window, block.ceil(), counts);
    } catch (ShapeException e) {
      throw new FieldException("padding", String.valueOf(e.getMessage()), "");
    }
    return emitter.add(place, "pool", pool, input);
  }

  /** Of a sequence or a volume, what is behind the channels is reduced to one place. */
  Node globalPool(Place place, GlobalPool block, Node input) {
    int rank = input.shape().rank();
    if (rank != 3 && rank != 5) {
      return emitter.add(place, "pool", new Op.GlobalPool(block.kind()), input);
    }
    Reduction function = block.kind() == PoolKind.MAX ? Reduction.MAX : Reduction.MEAN;
    List<Integer> axes = IntStream.range(2, rank).boxed().toList();
    return emitter.add(place, "pool", new Op.Reduce(function, axes), input);
  }

  Node flatten(Place place, Flatten block, Node input) {
    int[] dims = input.shape().toArray();
    if (block.from() >= dims.length) {
      throw new FieldException(
          "from", "axis " + block.from() + " of " + input.shape(), "at most " + (dims.length - 1));
    }
    int[] flat = Arrays.copyOf(dims, block.from() + 1);
    for (int i = block.from() + 1; i < dims.length; i++) {
      flat[block.from()] = Math.multiplyExact(flat[block.from()], dims[i]);
    }
    return emitter.add(place, "flatten", new Op.Reshape(Shape.of(flat)), input);
  }

  Node linear(Place place, Linear block, Node input) {
    if (input.shape().rank() == 4) {
      throw new FieldException(
          "", "linear over a feature map " + input.shape(), "try flatten before it, or pointwise");
    }
    Node x = emitter.add(place, "linear", new Op.Linear(block.out(), block.bias()), input);
    return emitter.activation(place, block.activation(), x);
  }

  Node pad(Place place, Pad block, Node input) {
    Padding pixels =
        block.padding() instanceof PaddingRule.Explicit(Padding explicit) ? explicit : Padding.NONE;
    return emitter.add(place, "pad", new Op.Pad(pixels, block.value()), input);
  }

  Node upsample(Place place, Upsample block, Node input) {
    Convolutions.featureMap(input);
    Op resize =
        new Op.Resize(
            Math.multiplyExact(input.shape().height(), block.factor().height()),
            Math.multiplyExact(input.shape().width(), block.factor().width()),
            block.mode());
    return emitter.add(place, "resize", resize, input);
  }

  Node shuffle(Place place, Shuffle block, Node input) {
    ChannelGroups.of(
        "groups",
        new Segments.Count(block.groups()),
        input,
        Convolutions.channels(input),
        ChannelGroups.OF_A_SPLIT);
    return emitter.add(place, "shuffle", new Op.ChannelShuffle(block.groups()), input);
  }

  Node scale(Place place, Scale block, Node input) {
    Op op =
        block.factor().isPresent()
            ? new Op.Scale(block.factor().get())
            : new Op.ChannelScale(block.init().orElseThrow());
    return emitter.add(place, "scale", op, input);
  }
}
