package convspectrum.search.proxy.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenvaluesTest {
  @Test
  void ofTwoByTwo() {
    // Trace 4, determinant 3.
    double[] v = SymmetricEigenvalues.of(new double[] {2, 1, 1, 2}, 2);
    assertThat(v[0]).isCloseTo(1, offset(1e-15));
    assertThat(v[1]).isCloseTo(3, offset(1e-15));
    assertThat(SymmetricEigenvalues.of(new double[] {5}, 1)).containsExactly(5);
  }

  @Test
  void sumsOfPowersAreThoseOfTheMatrix() {
    SplittableRandom random = new SplittableRandom(1);
    int compared = 0;
    for (int n : new int[] {3, 8, 33, 64}) {
      double[] a = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          a[i * n + j] = random.nextDouble(-1, 1);
          a[j * n + i] = a[i * n + j];
        }
      }
      double[] v = SymmetricEigenvalues.of(a, n);
      double trace = 0;
      for (int i = 0; i < n; i++) {
        trace += a[i * n + i];
      }
      assertThat(Arrays.stream(v).sum()).isCloseTo(trace, offset(1e-12 * n));
      double squares = Arrays.stream(a).map(x -> x * x).sum();
      assertThat(Arrays.stream(v).map(x -> x * x).sum()).isCloseTo(squares, offset(1e-11 * n));
      assertThat(v).isSorted();
      compared++;
    }
    assertThat(compared).isEqualTo(4);
  }

  @Test
  void aMatrixOfRankOneHasOneEigenvalue() {
    double[] a = new double[16];
    Arrays.fill(a, 0.25);
    double[] v = SymmetricEigenvalues.of(a, 4);
    assertThat(v[3]).isCloseTo(1, offset(1e-15));
    assertThat(v[0]).isCloseTo(0, offset(1e-15));
  }
}
