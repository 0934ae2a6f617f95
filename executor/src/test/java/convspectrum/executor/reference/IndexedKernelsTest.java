package convspectrum.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-worked values of ops without a definition. */
class IndexedKernelsTest {
  /** 0 1 above 2 3. */
  private static final Tensor PICTURE = Tensor.of(Shape.of(1, 1, 2, 2), new float[] {0, 1, 2, 3});

  private static final Tensor FIRST_MAP = Tensor.of(Shape.of(1), new float[] {0});

  /** One sample in the middle of the box: at (1, 1), or half a pixel less, between all four. */
  @ParameterizedTest
  @CsvSource({"false, 3", "true, 1.5"})
  void alignedRegionIsSampledBetweenPixels(boolean half, float expected) {
    RoiAlign align = new RoiAlign(PoolKind.AVERAGE, 1, 1, 1, 1, half);
    Tensor boxes = Tensor.of(Shape.of(1, 4), new float[] {0, 0, 2, 2});
    Tensor y = Tensor.zeros(Shape.of(1, 1, 1, 1));
    ReferenceRoi.align(align, "y", PICTURE, boxes, FIRST_MAP, y);
    assertThat(y.data()).containsExactly(expected);
  }

  /** Beyond the border by more than a pixel there is nothing. */
  @Test
  void alignedRegionOutsideIsZero() {
    RoiAlign align = new RoiAlign(PoolKind.AVERAGE, 1, 1, 1, 1, true);
    Tensor boxes = Tensor.of(Shape.of(1, 4), new float[] {5, 5, 7, 7});
    Tensor y = Tensor.of(Shape.of(1, 1, 1, 1), new float[] {9});
    ReferenceRoi.align(align, "y", PICTURE, boxes, FIRST_MAP, y);
    assertThat(y.data()).containsExactly(0);
  }

  /** Rounded to pixels 0 to 1; the columns apart. */
  @Test
  void regionsPoolTheirPixels() {
    Tensor boxes = Tensor.of(Shape.of(1, 5), new float[] {0, 0.4f, 0, 1.2f, 1});
    Tensor y = Tensor.zeros(Shape.of(1, 1, 1, 2));
    ReferenceRoi.pool(new RoiPool(1, 2, 1), "y", PICTURE, boxes, y);
    assertThat(y.data()).containsExactly(2, 3);
  }

  /** Of 1 2 3 the second place is updated with 10, then with −20. */
  @ParameterizedTest
  @CsvSource({"REPLACE, -20", "ADD, -8", "MULTIPLY, -400", "MAXIMUM, 10", "MINIMUM, -20"})
  void updatesOfOnePlaceFollowEachOther(Scatter.Combination combination, float expected) {
    Tensor x = Tensor.of(Shape.of(3), new float[] {1, 2, 3});
    Tensor updates = Tensor.of(Shape.of(2), new float[] {10, -20});
    Tensor y = Tensor.zeros(Shape.of(3));
    Tensor along = Tensor.of(Shape.of(2), new float[] {1, -2});
    ReferenceScatter.compute(
        new Scatter(new Scatter.AlongAxis(0), combination), "y", x, along, updates, y);
    assertThat(y.data()).containsExactly(1, expected, 3);
    Tensor parts = Tensor.of(Shape.of(2, 1), new float[] {1, -2});
    ReferenceScatter.compute(
        new Scatter(new Scatter.OfLastAxis(), combination), "y", x, parts, updates, y);
    assertThat(y.data()).containsExactly(1, expected, 3);
  }

  /** The second box shares a third of both with the first, the third box nothing. */
  @ParameterizedTest
  @CsvSource({"0.3, 2", "0.4, 1"})
  void boxesThatOverlapMoreThanTheThresholdGo(double threshold, float second) {
    Tensor boxes = Tensor.of(Shape.of(1, 3, 4), new float[] {0, 0, 1, 2, 0, 1, 1, 3, 0, 8, 1, 9});
    Tensor scores = Tensor.of(Shape.of(1, 1, 3), new float[] {0.9f, 0.8f, 0.7f});
    Tensor y = Tensor.zeros(Shape.of(2, 3));
    ReferenceSuppression.compute(new NonMaxSuppression(2, threshold, 0, false), boxes, scores, y);
    assertThat(y.data()).containsExactly(0, 0, 0, 0, 0, second);
  }
}
