package convspectrum.spec.composite;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;

/**
 * The boxes with the best scores of each class, without those that overlap a better one. Inputs are
 * boxes (B, N, 4) and scores (B, C, N); each row of the result names a map, a class and a box. The
 * number of boxes that stay depends on the values of the inputs, so the result has as many rows as
 * there can be, B · C · min(maxBoxes, N), and holds −1 in the rows that are not used.
 *
 * @param maxBoxes the largest number of boxes of each class, at least 1
 * @param overlapThreshold the intersection over union above which the worse of two boxes goes
 * @param scoreThreshold the score that a box must exceed; −∞ for no threshold
 * @param centerPoint whether a box is its centre and size, else two opposite corners
 */
public record NonMaxSuppression(
    int maxBoxes, double overlapThreshold, double scoreThreshold, boolean centerPoint)
    implements IndexedOp {
  public NonMaxSuppression {
    if (maxBoxes < 1) {
      throw new ShapeException("at most " + maxBoxes + " boxes; expected at least 1");
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    CompositeShapes.requireRanks(typeName(), inputs, 3, 3);
    Shape boxes = inputs.getFirst();
    Shape scores = inputs.getLast();
    boolean fit = boxes.dim(0) == scores.dim(0) && boxes.dim(1) == scores.dim(2);
    if (!fit || boxes.dim(2) != 4) {
      throw new ShapeException(
          "boxes of %s with scores of %s; expected (B, N, 4) and (B, C, N)"
              .formatted(boxes, scores));
    }
    int rows = Math.multiplyExact(scores.dim(0), scores.dim(1));
    return Shape.of(Math.multiplyExact(rows, Math.min(maxBoxes, boxes.dim(1))), 3);
  }
}
