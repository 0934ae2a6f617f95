package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class VkdnwTest {
  @Test
  void isTheEntropyOfTheDecilesOfTheFisherMatrix() {
    NormedNetwork network = new NormedNetwork(3, 0, 1, 2, 3, 0, 1);
    int size = network.tensors();
    RealMatrix fisher = MatrixUtils.createRealMatrix(size, size);
    for (int n = 0; n < network.samples(); n++) {
      double[] p = softmax(network.alone(n));
      RealMatrix jacobian = MatrixUtils.createRealMatrix(p.length, size);
      for (int w = 0; w < size; w++) {
        jacobian.setColumn(w, network.alone(n, w));
      }
      RealMatrix covariance =
          MatrixUtils.createRealDiagonalMatrix(p)
              .subtract(
                  MatrixUtils.createColumnRealMatrix(p)
                      .multiply(MatrixUtils.createRowRealMatrix(p)));
      fisher =
          fisher.add(
              jacobian
                  .transpose()
                  .multiply(covariance)
                  .multiply(jacobian)
                  .scalarMultiply(1.0 / network.samples()));
    }
    double[] values = new EigenDecomposition(fisher).getRealEigenvalues();
    Arrays.sort(values);
    // Of five values the deciles .1 to .9 lie at places .4, .8, … 3.6.
    double[] deciles =
        IntStream.rangeClosed(1, 9)
            .mapToDouble(k -> {
              double place = 0.4 * k;
              int below = (int) Math.floor(place + 1e-9);
              double part = place - below;
              return (1 - part) * values[below] + part * values[Math.min(below + 1, 4)];
            })
            .toArray();
    double sum = Arrays.stream(deciles).sum();
    double expected = -Arrays.stream(deciles).map(d -> d / sum * Math.log(d / sum)).sum();
    assertThat(expected).isBetween(0.5, 2.1);
    assertThat(network.score("vkdnw").number().orElseThrow()).isCloseTo(expected, offset(1e-6));
  }

  private static double[] softmax(double[] logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(one -> Math.exp(one) / sum).toArray();
  }

  /** A hundred images of ten passes each are enough for the covariance of 16 classes. */
  @Test
  void aFewPassesForManyClassesAreTheSumOverAllOfThem() {
    double[] p = softmax(IntStream.range(0, 16).mapToDouble(c -> c % 5 - 2).toArray());
    for (int few : new int[] {8, 16}) {
      double[] q = softmax(Arrays.stream(p, 0, few).map(one -> 8 * one).toArray());
      double[][] sum = new double[few][few];
      for (int image = 0; image < 100; image++) {
        for (double[] d : Vkdnw.directions(q, image)) {
          for (int i = 0; i < few; i++) {
            for (int j = 0; j < few; j++) {
              sum[i][j] += d[i] * d[j] / 100;
            }
          }
        }
      }
      for (int i = 0; i < few; i++) {
        for (int j = 0; j < few; j++) {
          assertThat(sum[i][j])
              .isCloseTo((i == j ? q[i] : 0) - q[i] * q[j], offset(few <= 10 ? 1e-14 : 2e-3));
        }
      }
    }
    assertThat(Vkdnw.directions(softmax(new double[1000]), 0)).hasSize(10);
  }
}
