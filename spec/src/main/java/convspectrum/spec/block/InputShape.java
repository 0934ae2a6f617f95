package convspectrum.spec.block;

import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Optional;

/** The shape of what goes into a network. */
@Doc("The shape of the input: channels, height and width, or all dimensions.")
public record InputShape(
    @Doc("channels") @Default("none") @AtLeast(1) Optional<Integer> channels,
    @Doc("planes of a volume") @Default("none") @AtLeast(1) Optional<Integer> depth,
    @Doc("rows") @Default("none") @AtLeast(1) Optional<Integer> height,
    @Doc("columns") @Default("none") @AtLeast(1) Optional<Integer> width,
    @Doc("places of a sequence, instead of height and width") @Default("none") @AtLeast(1)
        Optional<Integer> length,
    @Doc("samples at once") @Default("1") @AtLeast(1) int batch,
    @Main @Doc("all dimensions, the batch first, instead") @Default("none") @AtLeast(1)
        Optional<List<Integer>> shape) {
  private static final int MAX_RANK = 8;

  public InputShape {
    shape = shape.map(List::copyOf);
    if (shape.isPresent() && shape.get().size() > MAX_RANK) {
      throw new FieldException(
          "shape", "found " + shape.get().size() + " dimensions", "at most " + MAX_RANK);
    }
    if (shape.isPresent() && shape.get().size() < 2) {
      throw new FieldException(
          "shape", "found " + shape.get(), "all dimensions, the batch first: [1, 3, 224, 224]");
    }
    if (shape.isPresent()) {
      if (channels.isPresent()
          || depth.isPresent()
          || height.isPresent()
          || width.isPresent()
          || length.isPresent()) {
        throw new FieldException(
            "shape", "found beside channels, height or width", "one or the other");
      }
    } else if (length.isPresent()) {
      require("channels", channels);
      if (depth.isPresent() || height.isPresent() || width.isPresent()) {
        throw new FieldException(
            "length", "found beside depth, height or width", "one or the other");
      }
    } else {
      require("channels", channels);
      require("height", height);
      require("width", width);
    }
  }

  private static void require(String name, Optional<Integer> value) {
    if (value.isEmpty()) {
      throw new FieldException(
          name, "missing field '" + name + "'", "channels, height and width, or shape");
    }
  }

  private Shape ofSides() {
    int count = channels.orElseThrow();
    if (length.isPresent()) {
      return Shape.of(batch, count, length.get());
    }
    return depth.isPresent()
        ? Shape.of(batch, count, depth.get(), height.orElseThrow(), width.orElseThrow())
        : Shape.of(batch, count, height.orElseThrow(), width.orElseThrow());
  }

  /** The shape, batch first. */
  public Shape toShape() {
    return shape
        .map(dims -> Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()))
        .orElseGet(this::ofSides);
  }
}
