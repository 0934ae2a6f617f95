package convspectrum.executor.reference;

import convspectrum.spec.tensor.Tensor;

/** Computes exp(x − max) / Σ exp(x − max) along an axis; the maximum avoids overflow. */
final class ReferenceSoftmax {
  private ReferenceSoftmax() {}

  static void compute(Tensor x, int axis, Tensor y) {
    int size = x.shape().dim(axis);
    int inner = ReferenceNorm.innerOf(x.shape(), axis);
    double[] exponentials = new double[size];
    for (int line = 0; line < x.data().length / size; line++) {
      int start = line / inner * size * inner + line % inner;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        max = Math.max(max, x.data()[start + i * inner]);
      }
      double sum = 0;
      for (int i = 0; i < size; i++) {
        exponentials[i] = Math.exp(x.data()[start + i * inner] - max);
        sum += exponentials[i];
      }
      for (int i = 0; i < size; i++) {
        y.data()[start + i * inner] = (float) (exponentials[i] / sum);
      }
    }
  }
}
