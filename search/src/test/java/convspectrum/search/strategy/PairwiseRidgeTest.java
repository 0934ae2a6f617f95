package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PairwiseRidgeTest {
  @Test
  void learnsAPairThatNeitherChoiceShowsAlone() {
    EncodingSpace space = new EncodingSpace(List.of(2, 2, 3));
    Features features = new Features(space, 0);
    double[] values = new double[96];
    SplitMix random = new SplitMix(3);
    for (int i = 0; i < values.length; i++) {
      Encoding encoding = space.random(random);
      features.add(encoding.indices(), new double[0]);
      values[i] = encoding.index(0) == encoding.index(1) ? 1 : 2;
    }
    PairwiseRidge ridge = new PairwiseRidge(features, 0);
    for (int i = 0; i < 20; i++) {
      ridge.fit(values);
    }
    assertThat(ridge.value(ridge.predict(new int[] {1, 1, 2}, new double[0])))
        .isCloseTo(1, within(0.1));
    assertThat(ridge.value(ridge.predict(new int[] {1, 0, 2}, new double[0])))
        .isCloseTo(2, within(0.1));
    assertThat(ridge.error()).isLessThan(0.2);
  }

  @Test
  void whatFailedCountsAsTheWorst() {
    EncodingSpace space = new EncodingSpace(List.of(2));
    Features features = new Features(space, 0);
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      features.add(new int[] {i % 2}, new double[0]);
      values[i] = i % 2 == 0 ? Double.POSITIVE_INFINITY : 1 + i % 4;
    }
    PairwiseRidge ridge = new PairwiseRidge(features, 0);
    ridge.fit(values);
    assertThat(ridge.predict(new int[] {0}, new double[0]))
        .isGreaterThan(ridge.predict(new int[] {1}, new double[0]));
  }
}
