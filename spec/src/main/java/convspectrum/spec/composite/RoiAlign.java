package convspectrum.spec.composite;

import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Regions of (N, C, H, W) at one size (He et al., arXiv 1703.06870): boxes are (R, 4) as left, top,
 * right and bottom, the map that each lies in is (R), and the result is (R, C, height, width). Each
 * bin pools samples between pixels.
 *
 * @param kind the mean of the samples or their largest value
 * @param height rows of the result
 * @param width columns of the result
 * @param samplingRatio samples along each side of a bin; 0 for as many as it has pixels
 * @param spatialScale pixels of the map for each unit of the boxes
 * @param halfPixel whether the centre of the first pixel is at ½, else at 0
 */
public record RoiAlign(
    PoolKind kind, int height, int width, int samplingRatio, double spatialScale, boolean halfPixel)
    implements IndexedOp {
  public RoiAlign {
    if (height < 1 || width < 1 || samplingRatio < 0) {
      throw new ShapeException(
          "regions of %dx%d with %d samples; expected at least 1x1 with 0"
              .formatted(height, width, samplingRatio));
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    CompositeShapes.requireRanks(typeName(), inputs, 4, 2, 1);
    Shape boxes = inputs.get(1);
    if (boxes.dim(1) != 4 || inputs.get(2).dim(0) != boxes.dim(0)) {
      throw new ShapeException(
          "boxes of %s in maps of %s; expected (R, 4) and (R)".formatted(boxes, inputs.get(2)));
    }
    return Shape.of(boxes.dim(0), inputs.getFirst().channels(), height, width);
  }

  /** The third input names the map that each box lies in. */
  @Override
  public OptionalInt places(int input, List<Shape> inputs) {
    return input == 2 ? OptionalInt.of(inputs.getFirst().batch()) : OptionalInt.empty();
  }
}
