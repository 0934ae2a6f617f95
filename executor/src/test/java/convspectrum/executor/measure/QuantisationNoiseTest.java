package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QuantisationNoiseTest {
  /** A signal of power 100 and a noise of power 1 are 20 dB apart. */
  @Test
  void decibelsAreTenTimesTheLogarithmOfPowers() {
    assertThat(QuantisationNoise.decibels(of(10, 0), of(10, 1))).isEqualTo(20, within(1e-9));
    assertThat(QuantisationNoise.decibels(of(1, 2), of(1, 2))).isEqualTo(150);
    assertThat(QuantisationNoise.decibels(of(1, 2), of(1, Float.NaN))).isNaN();
  }

  /** The exact integers are 20 dB from real numbers: the runtime must be 26 dB from them. */
  @Test
  void aRuntimeMayRoundOtherwiseAndNoMore() {
    assertThat(failure(of(10.4f, 1))).isEmpty();
    assertThat(failure(of(21, 1)).orElseThrow())
        .contains("net: fast does not compute what exact integers do", "expected at least 26.0 dB");
    assertThat(failure(of(Float.NaN, 1))).isPresent();
  }

  /**
   * Of 10,000 values chance does 0.26 dB: other roundings may have an error of the same size, and
   * one that is larger by 1.26 dB.
   */
  @Test
  void aRuntimeMayBeAsFarFromRealNumbersInAnotherDirection() {
    assertThat(failureOfMany(-1.15f)).isEmpty();
    assertThat(failureOfMany(-1.17f).orElseThrow())
        .contains("loses 1.4 dB more", "or to lose at most 1.3 dB");
  }

  private static Optional<String> failureOfMany(float error) {
    return QuantisationNoise.failure("net", "fast", many(error), many(1), many(0));
  }

  /** A signal of ±10 with this error in each value. */
  private static List<Tensor> many(float error) {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 2 == 0 ? 10 : -10) + error;
    }
    return of(values);
  }

  /** Where integers are exact, a step of 255 is left. */
  @Test
  void aStepIsAlwaysAllowed() {
    List<Tensor> exact = of(255, 0);
    assertThat(QuantisationNoise.failure("n", "r", of(254, 0), exact, exact)).isEmpty();
    assertThat(QuantisationNoise.failure("n", "r", of(253, 0), exact, exact)).isPresent();
  }

  private static Optional<String> failure(List<Tensor> actual) {
    return QuantisationNoise.failure("net", "fast", actual, of(10, 1), of(10, 0));
  }

  private static List<Tensor> of(float... values) {
    return List.of(Tensor.of(Shape.of(values.length), values));
  }
}
