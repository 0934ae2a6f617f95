package convspectrum.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HypervolumeTest {
  @Test
  void stepsInTheLine() {
    assertThat(Hypervolume.of(List.of(new double[] {2}, new double[] {3}), new double[] {5}))
        .isEqualTo(3);
  }

  @Test
  void stepsInThePlane() {
    // 1 wide to 2 at height 5-3 = 2, then 1 wide to 3 at height 5-2 = 3, then 2 wide at height 4.
    List<double[]> points =
        List.of(new double[] {2, 2}, new double[] {1, 3}, new double[] {3, 1}, new double[] {3, 4});
    assertThat(Hypervolume.of(points, new double[] {5, 5})).isEqualTo(2 + 3 + 8);
    assertThat(Hypervolume.of(List.of(new double[] {5, 1}), new double[] {5, 5})).isZero();
    assertThat(Hypervolume.of(List.of(), new double[] {5, 5})).isZero();
  }

  @Test
  void boxesInSpace() {
    // Two boxes of 2·2·1 and 1·1·2 that share 1·1·1.
    List<double[]> points = List.of(new double[] {0, 0, 1}, new double[] {1, 1, 0});
    assertThat(Hypervolume.of(points, new double[] {2, 2, 2})).isEqualTo(4 + 2 - 1);
    assertThat(Hypervolume.gain(points.subList(0, 1), points.get(1), new double[] {2, 2, 2}))
        .isEqualTo(1);
  }

  @Test
  void anyNumberOfDimensionsAgreesWithCounting() {
    Random random = new Random(1);
    int combinations = 0;
    for (int dimensions = 2; dimensions <= 5; dimensions++) {
      for (int repeat = 0; repeat < 5; repeat++) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          points.add(random.ints(dimensions, 0, 5).asDoubleStream().toArray());
        }
        double[] reference = new double[dimensions];
        Arrays.fill(reference, 4);
        assertThat(Hypervolume.of(points, reference)).isEqualTo(cells(points, dimensions));
        combinations++;
      }
    }
    assertThat(combinations).isEqualTo(20);
  }

  /** Unit cells of [0, 4]^n whose lower corner some point dominates. */
  private static double cells(List<double[]> points, int dimensions) {
    int count = 0;
    for (int cell = 0; cell < Math.pow(4, dimensions); cell++) {
      double[] corner = new double[dimensions];
      int rest = cell;
      for (int i = 0; i < dimensions; i++) {
        corner[i] = rest % 4;
        rest /= 4;
      }
      count += points.stream().anyMatch(point -> Front.covers(point, corner)) ? 1 : 0;
    }
    return count;
  }

  @Test
  void gainIsTheDifference() {
    Random random = new Random(2);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      points.add(random.doubles(3).toArray());
    }
    double[] point = random.doubles(3).map(x -> x / 2).toArray();
    List<double[]> more = new ArrayList<>(points);
    more.add(point);
    double[] reference = {1, 1, 1};
    assertThat(Hypervolume.gain(points, point, reference))
        .isCloseTo(
            Hypervolume.of(more, reference) - Hypervolume.of(points, reference), within(1e-12));
  }
}
