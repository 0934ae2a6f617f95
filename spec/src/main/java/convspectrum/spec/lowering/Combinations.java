package convspectrum.spec.lowering;

import convspectrum.spec.block.Body;
import convspectrum.spec.block.Branches;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.Inception;
import convspectrum.spec.block.Join;
import convspectrum.spec.block.Residual;
import convspectrum.spec.block.Shortcut;
import convspectrum.spec.block.Split;
import convspectrum.spec.block.SqueezeExcite;
import convspectrum.spec.block.Tower;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import convspectrum.spec.template.StepList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lowers the blocks that put bodies side by side. */
final class Combinations {
  private final Emitter emitter;
  private final Convolutions convolutions;
  private final Lowering lowering;

  Combinations(Emitter emitter, Convolutions convolutions, Lowering lowering) {
    this.emitter = emitter;
    this.convolutions = convolutions;
    this.lowering = lowering;
  }

  Node branches(Place place, Branches block, Node input) {
    List<Node> results = new ArrayList<>(block.of().size());
    boolean abandoned = false;
    for (int i = 0; i < block.of().size(); i++) {
      try {
        results.add(body(place, block.of().get(i), "." + i, "branches", input));
      } catch (Abandoned e) {
        abandoned = true;
      }
    }
    return joined(
        place,
        block.join(),
        results,
        abandoned,
        "of",
        () -> Incoming.hint("branches", block.of(), input));
  }

  Node split(Place place, Split block, Node input) {
    int channels = Convolutions.channels(input);
    List<Integer> sizes = sizes(block, channels);
    List<Node> results = new ArrayList<>(sizes.size());
    boolean abandoned = false;
    int start = 0;
    for (int i = 0; i < sizes.size(); i++) {
      Node slice =
          emitter.add(place.part(i), "slice", new Op.Slice(1, start, start + sizes.get(i)), input);
      start += sizes.get(i);
      try {
        results.add(body(place, block.of().get(i), "." + i, "split", slice));
      } catch (Abandoned e) {
        abandoned = true;
      }
    }
    return joined(
        place,
        block.join(),
        results,
        abandoned,
        "of",
        () -> Incoming.hint("split", block.of(), input));
  }

  private static List<Integer> sizes(Split block, int channels) {
    if (block.of().size() > channels) {
      throw new FieldException(
          "of",
          block.of().size() + " parts of " + channels + " channels",
          "at most one per channel");
    }
    if (block.sizes().isPresent()) {
      List<Integer> sizes = block.sizes().get();
      long total = sizes.stream().mapToLong(Integer::longValue).sum();
      if (total != channels || sizes.stream().anyMatch(size -> size < 1)) {
        throw new FieldException(
            "sizes",
            sizes + " add up to " + total,
            "sizes of at least 1 that add up to " + channels);
      }
      return sizes;
    }
    return block.shares().isPresent()
        ? Parts.byShares(channels, block.shares().get())
        : Parts.equal(channels, block.of().size());
  }

  private Node joined(
      Place place,
      Join join,
      List<Node> results,
      boolean abandoned,
      String field,
      Supplier<String> hint) {
    if (abandoned) {
      throw Abandoned.INSTANCE;
    }
    if (results.size() == 1) {
      return results.getFirst();
    }
    try {
      return emitter.join(place, join, results);
    } catch (ShapeException e) {
      throw new FieldException(field, String.valueOf(e.getMessage()), "equal shapes" + hint.get());
    }
  }

  Node residual(Place place, Residual block, Node input) {
    Node x = body(place, block.body(), ".body", "residual", input);
    if (block.scale().isPresent()) {
      x = emitter.add(place, "scale", new Op.Scale(block.scale().get()), x);
    }
    Node around =
        switch (block.shortcut()) {
          case Shortcut.Identity _ -> input;
          case Shortcut.Projection _ -> projection(place, block, input, x.shape());
          case Shortcut.Through(Body body) -> body(place, body, ".shortcut", "residual", input);
        };
    try {
      x = emitter.join(place, block.join(), List.of(x, around));
    } catch (ShapeException e) {
      lowering.likely(x.shape());
      throw new FieldException(
          "shortcut",
          block.join().name().toLowerCase(java.util.Locale.ROOT)
              + " of unequal shapes: body "
              + x.shape()
              + ", shortcut "
              + around.shape(),
          "shortcut: projection, or a body that keeps the shape"
              + Incoming.hint("residual", List.of(block.body()), input));
    }
    return emitter.activation(place, block.activation(), x);
  }

  private Node projection(Place place, Residual block, Node input, Shape target) {
    Shape shape = input.shape();
    if (shape.rank() != 4 || target.rank() != 4) {
      throw new FieldException(
          "shortcut", "a projection of " + shape + " to " + target, "expected feature maps");
    }
    HeightWidth stride =
        new HeightWidth(
            Math.ceilDiv(shape.height(), target.height()),
            Math.ceilDiv(shape.width(), target.width()));
    return convolutions.projection(
        place.part("shortcut"), target.channels(), stride, block.norm(), input);
  }

  Node inception(Place place, Inception block, Node input) {
    Convolutions.featureMap(input);
    List<Node> results = new ArrayList<>();
    if (block.pointwise().isPresent()) {
      results.add(convolution(place.part("pointwise"), block, block.pointwise().get(), 1, input));
    }
    for (int i = 0; i < block.towers().size(); i++) {
      Tower tower = block.towers().get(i);
      Place at = place.part("tower").part(i);
      Node x = input;
      if (tower.reduce().isPresent()) {
        x = convolution(at.part("reduce"), block, tower.reduce().get(), 1, x);
      }
      for (int j = 0; j < tower.times(); j++) {
        x =
            convolutions.same(
                at.part(j),
                tower.out(),
                tower.kernel(),
                block.bias(),
                block.norm(),
                block.activation(),
                x);
      }
      results.add(x);
    }
    if (block.pool().isPresent()) {
      Place at = place.part("pool");
      Op pool =
          new Op.Pool(
              block.poolKind(), Window.same(3), false, block.poolKind() == PoolKind.AVERAGE);
      results.add(
          convolution(at, block, block.pool().get(), 1, emitter.add(at, "pool", pool, input)));
    }
    return joined(place, Join.CONCAT, results, false, "towers", () -> "");
  }

  private Node convolution(Place place, Inception block, int out, int kernel, Node input) {
    return convolutions.same(
        place,
        out,
        HeightWidth.square(kernel),
        block.bias(),
        block.norm(),
        block.activation(),
        input);
  }

  /** Adds the global average, two 1×1 convolutions, and the product (Hu et al. 2018, figure 2). */
  Node squeezeExcite(Place place, SqueezeExcite block, int blockChannels, Node input) {
    int channels = Convolutions.channels(input);
    Node x = emitter.add(place, "pool", new Op.GlobalPool(PoolKind.AVERAGE), input);
    x = convolutions.pointwise(place, "reduce", block.reduce().of(blockChannels), block.bias(), x);
    x = emitter.activation(place, "activation", block.activation(), x);
    x = convolutions.pointwise(place, "expand", channels, block.bias(), x);
    x = emitter.activation(place, "gate", block.gate(), x);
    return emitter.add(place, "multiply", new Op.Multiply(), List.of(input, x));
  }

  private Node body(Place place, Body body, String nameSuffix, String type, Node input) {
    StepList steps = (StepList) body;
    return lowering.body(steps, place.body(steps, nameSuffix, "." + type), input);
  }
}
