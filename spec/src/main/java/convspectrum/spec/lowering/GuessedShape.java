package convspectrum.spec.lowering;

import convspectrum.spec.block.Block;
import convspectrum.spec.block.Conv;
import convspectrum.spec.block.Depthwise;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.InvertedResidual;
import convspectrum.spec.block.Linear;
import convspectrum.spec.block.Pointwise;
import convspectrum.spec.block.Pool;
import convspectrum.spec.block.Segmented;
import convspectrum.spec.block.Separable;
import convspectrum.spec.block.Shuffle;
import convspectrum.spec.block.TransposedConv;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import org.jspecify.annotations.Nullable;

/** The shape that a faulty block was most likely meant to give. */
final class GuessedShape {
  private GuessedShape() {}

  /** The shape, or null where there is no good guess. */
  static @Nullable Shape of(Block block, Shape input) {
    try {
      return switch (block) {
        case Conv conv -> spatial(input, conv.out(), conv.stride());
        case TransposedConv conv ->
            input.rank() == 4
                ? Shape.of(
                    input.batch(),
                    conv.out(),
                    Math.multiplyExact(input.height(), conv.stride().height()),
                    Math.multiplyExact(input.width(), conv.stride().width()))
                : null;
        case Pointwise pointwise -> spatial(input, pointwise.out(), pointwise.stride());
        case Segmented segmented -> spatial(input, segmented.out(), segmented.stride());
        case Separable separable -> spatial(input, separable.out(), separable.stride());
        case InvertedResidual inverted -> spatial(input, inverted.out(), inverted.stride());
        case Depthwise depthwise ->
            spatial(
                input,
                Math.multiplyExact(input.dim(1), depthwise.multiplier()),
                depthwise.stride());
        case Pool pool -> spatial(input, input.dim(1), pool.stride().orElse(pool.kernel()));
        case Linear linear -> input.rank() == 4 ? Shape.of(input.dim(0), linear.out()) : null;
        case Shuffle _ -> input;
        default -> null;
      };
    } catch (ShapeException | ArithmeticException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static @Nullable Shape spatial(Shape input, int out, HeightWidth stride) {
    return input.rank() == 4
        ? Shape.of(
            input.batch(),
            out,
            Math.ceilDiv(input.height(), stride.height()),
            Math.ceilDiv(input.width(), stride.width()))
        : null;
  }
}
