package convspectrum.spec.composite;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;

/**
 * The largest pixels of regions of (N, C, H, W), whose borders are rounded (Girshick, arXiv
 * 1504.08083): boxes are (R, 5) as map, left, top, right and bottom, and the result is (R, C,
 * height, width).
 *
 * @param height rows of the result
 * @param width columns of the result
 * @param spatialScale pixels of the map for each unit of the boxes
 */
public record RoiPool(int height, int width, double spatialScale) implements IndexedOp {
  public RoiPool {
    if (height < 1 || width < 1) {
      throw new ShapeException("regions of " + height + "x" + width + "; expected at least 1x1");
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    CompositeShapes.requireRanks(typeName(), inputs, 4, 2);
    Shape boxes = inputs.get(1);
    if (boxes.dim(1) != 5) {
      throw new ShapeException("boxes of " + boxes + "; expected (R, 5)");
    }
    return Shape.of(boxes.dim(0), inputs.getFirst().channels(), height, width);
  }
}
