package convspectrum.gradients.training;

import convspectrum.formats.dataset.ImageSet;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.Serializable;
import java.util.Arrays;

/**
 * How a network classifies images.
 *
 * @param images number of images
 * @param correct number of images whose class has the largest output
 * @param loss mean cross-entropy, without label smoothing
 */
public record Accuracy(int images, int correct, double loss) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The share of images that are classified correctly; NaN if there are none. */
  public double share() {
    return (double) correct / images;
  }

  /**
   * Classifies images with the running statistics.
   *
   * @param input shape of the network's input with any batch
   */
  public static Accuracy of(
      LearningProgram program, Shape input, ImageSet images, Standardisation standardisation) {
    int batch = program.batch();
    int size = Math.toIntExact(images.shape().elements());
    float[] values = new float[batch * size];
    int correct = 0;
    double loss = 0;
    for (int first = 0; first < images.count(); first += batch) {
      int count = Math.min(batch, images.count() - first);
      for (int i = 0; i < count; i++) {
        images.read(first + i, values, i * size);
        standardisation.apply(values, i * size, images.shape());
      }
      double[] outputs = program.evaluate(Tensor.of(input.with(0, batch), values));
      int classes = outputs.length / batch;
      for (int i = 0; i < count; i++) {
        double[] one = Arrays.copyOfRange(outputs, i * classes, (i + 1) * classes);
        SmoothedCrossEntropy entropy =
            new SmoothedCrossEntropy(new int[] {images.label(first + i)}, classes, 0);
        loss += entropy.of(0, one, new double[classes]);
        correct += entropy.correct();
      }
    }
    return new Accuracy(images.count(), correct, loss / images.count());
  }
}
