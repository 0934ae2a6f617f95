package convspectrum.executor.reference;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reference kernels of norms and of the factor per channel. */
final class ReferenceNorm {
  private ReferenceNorm() {}

  // x and y are (N, C, …); the others (C)
  static void batchNorm(
      Tensor x,
      Tensor mean,
      Tensor variance,
      double epsilon,
      @Nullable Tensor gamma,
      @Nullable Tensor beta,
      Tensor y) {
    int channels = x.shape().channels();
    int inner = innerOf(x.shape(), 1);
    for (int i = 0; i < x.data().length; i++) {
      int c = i / inner % channels;
      double normalised = (x.data()[i] - mean.data()[c]) / Math.sqrt(variance.data()[c] + epsilon);
      y.data()[i] = affine(normalised, gamma, beta, c);
    }
  }

  /** Normalises each sample: a set of elements whose indices differ in {@code axes} only. */
  static void layerNorm(
      Tensor x,
      List<Integer> axes,
      double epsilon,
      @Nullable Tensor gamma,
      @Nullable Tensor beta,
      Tensor y) {
    // For each element: the number of its sample and its position in the sample.
    int[] sample = new int[x.data().length];
    int[] place = new int[x.data().length];
    int samples = number(x.shape(), axes, sample, place);
    double[] mean = new double[samples];
    double[] variance = new double[samples];
    double size = x.data().length / (double) samples;
    for (int i = 0; i < sample.length; i++) {
      mean[sample[i]] += x.data()[i] / size;
    }
    for (int i = 0; i < sample.length; i++) {
      double deviation = x.data()[i] - mean[sample[i]];
      variance[sample[i]] += deviation * deviation / size;
    }
    for (int i = 0; i < sample.length; i++) {
      double normalised =
          (x.data()[i] - mean[sample[i]]) / Math.sqrt(variance[sample[i]] + epsilon);
      y.data()[i] = affine(normalised, gamma, beta, place[i]);
    }
  }

  /** Numbers samples row-major over the other axes, and positions over {@code axes}. */
  private static int number(Shape shape, List<Integer> axes, int[] sample, int[] place) {
    int samples = 1;
    int places = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      boolean normalised = axes.contains(axis);
      int[] numbers = normalised ? place : sample;
      int stride = normalised ? places : samples;
      int inner = innerOf(shape, axis);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] += i / inner % shape.dim(axis) * stride;
      }
      if (normalised) {
        places *= shape.dim(axis);
      } else {
        samples *= shape.dim(axis);
      }
    }
    return samples;
  }

  // x and y are (N, C, …), factors (C)
  static void channelScale(Tensor x, Tensor factors, Tensor y) {
    int channels = x.shape().channels();
    int inner = innerOf(x.shape(), 1);
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i] = x.data()[i] * factors.data()[i / inner % channels];
    }
  }

  private static float affine(
      double value, @Nullable Tensor gamma, @Nullable Tensor beta, int index) {
    double scaled = gamma == null ? value : value * gamma.data()[index];
    return (float) (beta == null ? scaled : scaled + beta.data()[index]);
  }

  /** The number of elements from one index of {@code axis} to the next. */
  static int innerOf(Shape shape, int axis) {
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= shape.dim(i);
    }
    return inner;
  }
}
