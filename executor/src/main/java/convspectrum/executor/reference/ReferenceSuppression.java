package convspectrum.executor.reference;

import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reference kernel of non-maximum suppression: of each class the boxes with the best scores,
 * without those that overlap a better one too much. In float32 like ONNX Runtime, so that boxes at
 * the threshold are decided alike.
 */
final class ReferenceSuppression {
  private ReferenceSuppression() {}

  // boxes is (B, N, 4), scores (B, C, N), y (B · C · max, 3) as map, class, box
  /** Writes the boxes that stay, and −1 in the rows behind them. */
  static void compute(NonMaxSuppression op, Tensor boxes, Tensor scores, Tensor y) {
    Arrays.fill(y.data(), -1);
    int classes = scores.shape().dim(1);
    int count = scores.shape().dim(2);
    int next = 0;
    for (int row = 0; row < scores.shape().dim(0) * classes; row++) {
      int first = row * count;
      int map = row / classes;
      List<Integer> candidates =
          IntStream.range(0, count)
              .filter(i -> scores.data()[first + i] > op.scoreThreshold())
              .boxed()
              .sorted(Comparator.comparing((Integer i) -> -scores.data()[first + i]))
              .toList();
      List<Integer> kept = new ArrayList<>();
      for (int box : candidates) {
        boolean apart =
            kept.stream()
                .noneMatch(other -> overlaps(op, boxes, map * count + other, map * count + box));
        if (kept.size() < op.maxBoxes() && apart) {
          kept.add(box);
          y.data()[next++] = map;
          y.data()[next++] = row % classes;
          y.data()[next++] = box;
        }
      }
    }
  }

  private static boolean overlaps(NonMaxSuppression op, Tensor boxes, int a, int b) {
    float[] first = corners(op, boxes.data(), 4 * a);
    float[] second = corners(op, boxes.data(), 4 * b);
    float height = Math.min(first[2], second[2]) - Math.max(first[0], second[0]);
    float width = Math.min(first[3], second[3]) - Math.max(first[1], second[1]);
    if (!(height > 0 && width > 0)) {
      return false;
    }
    float common = height * width;
    float all = area(first) + area(second) - common;
    return all > 0 && common / all > (float) op.overlapThreshold();
  }

  private static float area(float[] box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
  }

  /** The lower corner, then the upper, whichever of two corners a box names first. */
  private static float[] corners(NonMaxSuppression op, float[] boxes, int at) {
    float[] box = Arrays.copyOfRange(boxes, at, at + 4);
    if (op.centerPoint()) {
      float w = box[2] / 2;
      float h = box[3] / 2;
      return new float[] {box[0] - w, box[1] - h, box[0] + w, box[1] + h};
    }
    return new float[] {
      Math.min(box[0], box[2]),
      Math.min(box[1], box[3]),
      Math.max(box[0], box[2]),
      Math.max(box[1], box[3])
    };
  }
}
