package convspectrum.search.predict.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  /** Errors of 5 %, −5 %, 20 % and 0 %, worked by hand; one of six pairs is in reverse order. */
  @Test
  void errorsAreSharesOfTheMeasuredTime() {
    Accuracy accuracy =
        Accuracy.of(
            "any",
            new double[] {105, 190, 360, 320},
            new double[] {100, 200, 300, 320},
            OptionalDouble.empty());

    assertThat(accuracy.designs()).isEqualTo(4);
    assertThat(accuracy.within5()).isEqualTo(0.75);
    assertThat(accuracy.within10()).isEqualTo(0.75);
    assertThat(accuracy.medianError()).isEqualTo(0.05, within(1e-12));
    assertThat(accuracy.worstError()).isEqualTo(0.2, within(1e-12));
    assertThat(accuracy.kendall()).isEqualTo((5 - 1) / 6.0, within(1e-12));
  }

  @Test
  void coverageIsTheShareOfIntervalsThatHoldTheTime() {
    PredictionCheck check =
        new PredictionCheck(
            List.of(
                design("a", 1.0, 0.9, 1.1, 1.1, 2.0),
                design("b", 2.0, 1.9, 2.1, 2.2, 2.0),
                design("c", 3.0, 2.9, 3.2, 3.1, 4.0),
                design("d", 4.0, 3.9, 4.2, 4.1, 4.0)),
            List.of("line"),
            7,
            0,
            0,
            "",
            false);

    List<Accuracy> accuracies = check.accuracies();
    assertThat(accuracies)
        .extracting(Accuracy::predictor)
        .containsExactly(PredictionCheck.TABLE, "line");
    assertThat(accuracies.get(0).coverage()).hasValue(0.75);
    assertThat(accuracies.get(1).coverage()).isEmpty();
    assertThat(accuracies.get(1).worstError()).isEqualTo(0.9 / 1.1, within(1e-12));
  }

  @Test
  void aSingleDesignHasNoOrder() {
    assertThat(
            Accuracy.of("any", new double[] {1}, new double[] {1}, OptionalDouble.empty())
                .kendall())
        .isNaN();
  }

  @Test
  void nothingToCompareIsRefused() {
    assertThatThrownBy(() -> new PredictionCheck(List.of(), List.of(), 0, 0, 0, "", false))
        .hasMessageContaining("no design was measured");
    assertThatThrownBy(() -> design("a", 1, 1, 1, 0, 1)).hasMessageContaining("above 0");
  }

  private static CheckedDesign design(
      String label, double predicted, double low, double high, double measured, double other) {
    return new CheckedDesign(label, predicted, low, high, 0, measured, false, List.of(other));
  }
}
