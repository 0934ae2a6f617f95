package convspectrum.executor.reference;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reference kernels of matrix products. */
final class ReferenceMatrix {
  private ReferenceMatrix() {}

  // x is (…, I), weight (O, I), bias (O), y (…, O)
  static void linear(Tensor x, Tensor weight, @Nullable Tensor bias, Tensor y) {
    int outputs = weight.shape().dim(0);
    int inputs = weight.shape().dim(1);
    for (int row = 0; row < y.data().length / outputs; row++) {
      for (int o = 0; o < outputs; o++) {
        double sum = bias == null ? 0 : bias.data()[o];
        for (int i = 0; i < inputs; i++) {
          sum += (double) x.data()[row * inputs + i] * weight.data()[o * inputs + i];
        }
        y.data()[row * outputs + o] = (float) sum;
      }
    }
  }

  // a is (…, M, K), b (…, K, N), y (…, M, N); leading axes are broadcast
  static void matMul(List<Tensor> operands, Tensor y) {
    Tensor a = operands.get(0);
    Tensor b = operands.get(1);
    int m = a.shape().dim(-2);
    int k = a.shape().dim(-1);
    int n = b.shape().dim(-1);
    int[] aMatrix = ReferenceBroadcast.source(leading(a.shape()), leading(y.shape()));
    int[] bMatrix = ReferenceBroadcast.source(leading(b.shape()), leading(y.shape()));
    double[] row = new double[n];
    for (int matrix = 0; matrix < aMatrix.length; matrix++) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(row, 0);
        int aRow = (aMatrix[matrix] * m + i) * k;
        for (int l = 0; l < k; l++) {
          double factor = a.data()[aRow + l];
          int bRow = (bMatrix[matrix] * k + l) * n;
          for (int j = 0; j < n; j++) {
            row[j] += factor * b.data()[bRow + j];
          }
        }
        for (int j = 0; j < n; j++) {
          y.data()[(matrix * m + i) * n + j] = (float) row[j];
        }
      }
    }
  }

  private static Shape leading(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }
}
