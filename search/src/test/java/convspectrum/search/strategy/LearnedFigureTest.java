package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class LearnedFigureTest {
  private final EncodingSpace space = new EncodingSpace(List.of(4, 4, 4, 4, 4));
  private final Features features = new Features(space, 1);
  private final LearnedFigure both = new LearnedFigure(features, 1);
  private final PairwiseRidge all = new PairwiseRidge(features, 1);
  private final PairwiseRidge choices = new PairwiseRidge(features, 0);

  /** A figure known in advance, between −1 and 1, of which the choices say nothing. */
  private static double noise(Encoding design) {
    return 2 * new SplitMix(design.hashCode()).nextDouble() - 1;
  }

  private static double sum(Encoding design) {
    return Arrays.stream(design.toArray()).sum();
  }

  private interface Prediction {
    double of(int[] indices, double[] known);
  }

  private void learn(ToDoubleFunction<Encoding> known, ToDoubleFunction<Encoding> value) {
    SplitMix random = new SplitMix(5);
    double[] values = new double[0];
    for (int batch = 0; batch < 10; batch++) {
      for (int i = 0; i < 8; i++) {
        Encoding design = space.random(random);
        features.add(design.indices(), new double[] {known.applyAsDouble(design)});
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value.applyAsDouble(design);
      }
      both.fit(values);
      all.fit(values);
      choices.fit(values);
    }
  }

  /** The root mean square of the errors for other designs. */
  private double error(
      Prediction prediction, ToDoubleFunction<Encoding> known, ToDoubleFunction<Encoding> value) {
    SplitMix random = new SplitMix(6);
    double squares = 0;
    for (int i = 0; i < 200; i++) {
      Encoding design = space.random(random);
      double[] standard = {known.applyAsDouble(design)};
      double error =
          both.value(prediction.of(design.indices(), standard)) - value.applyAsDouble(design);
      squares += error * error / 200;
    }
    return Math.sqrt(squares);
  }

  @Test
  void readsAKnownFigureThatTells() {
    ToDoubleFunction<Encoding> value = design -> 5 + 3 * noise(design);
    learn(LearnedFigureTest::noise, value);
    assertThat(error(both::predict, LearnedFigureTest::noise, value))
        .isLessThan(0.7 * error(choices::predict, LearnedFigureTest::noise, value));
  }

  @Test
  void isLessMisledThanWhatReadsAKnownFigureAlone() {
    // As a cost that counts what leads nowhere: right for most designs, far off for some.
    ToDoubleFunction<Encoding> cost =
        design -> noise(design) > 0.7 ? -4 : (sum(design) - 7.5) / 2.5;
    learn(cost, LearnedFigureTest::sum);
    assertThat(error(both::predict, cost, LearnedFigureTest::sum))
        .isLessThan(0.9 * error(all::predict, cost, LearnedFigureTest::sum));
  }
}
