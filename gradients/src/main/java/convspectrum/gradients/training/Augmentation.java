package convspectrum.gradients.training;

import convspectrum.spec.graph.Shape;
import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random changes of training images that leave their class as it is.
 *
 * @param flip whether half of the images are mirrored, left to right
 * @param crop the image is padded by so many pixels of 0 on each side, and cut at a random place
 */
public record Augmentation(boolean flip, int crop) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No changes. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  /** Changes an image (channels, height, width) that begins at position {@code at}. */
  void apply(float[] images, int at, Shape shape, RandomGenerator random) {
    // Both are drawn whether they are used or not, so that one does not change the other.
    boolean mirrored = random.nextBoolean() && flip;
    int down = random.nextInt(2 * crop + 1) - crop;
    int right = random.nextInt(2 * crop + 1) - crop;
    if (!mirrored && down == 0 && right == 0) {
      return;
    }
    int height = shape.dim(1);
    int width = shape.dim(2);
    int size = Math.toIntExact(shape.elements());
    float[] before = Arrays.copyOfRange(images, at, at + size);
    for (int row = 0; row < size / width; row++) {
      int fromY = row % height + down;
      int from = (row + down) * width;
      boolean inside = fromY >= 0 && fromY < height;
      for (int x = 0; x < width; x++) {
        int fromX = (mirrored ? width - 1 - x : x) + right;
        boolean seen = inside && fromX >= 0 && fromX < width;
        images[at + row * width + x] = seen ? before[from + fromX] : 0;
      }
    }
  }
}
