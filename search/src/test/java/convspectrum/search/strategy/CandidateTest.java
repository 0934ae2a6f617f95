package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CandidateTest {
  /** The reference point is a tenth of the range beyond the worst: (11, 11). */
  private final Improvement front =
      new Improvement(List.of(new double[] {0, 10}, new double[] {10, 0}), new double[] {1, 1});

  private static Candidate of(Improvement front, double x, double best, double mean, double worst) {
    List<double[]> points =
        List.of(new double[] {x, best}, new double[] {x, mean}, new double[] {x, worst});
    return Candidate.of(Encoding.of(0), 0, points, 0.5, front);
  }

  @Test
  void theGainIsTheMeanOverQuantilesTimesTheChanceToBeFeasible() {
    // Left of x = 10 the front is at 10, between 10 and 11 at 0.
    double expected = (1 / 6. * 6 * 5 + 4 / 6. * 4 * 5) * 0.5;
    assertThat(of(front, 5, 4, 6, 12).gain()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aDesignThatIsBelievedTakesTheGainOfThoseBesideIt() {
    Candidate first = of(front, 5, 5, 5, 5);
    Improvement after = first.believed();
    Candidate beside = of(front, 5.5, 5.5, 5.5, 5.5);
    Candidate apart = of(front, 1, 7, 7, 7);
    assertThat(beside.upon(after).gain()).isZero();
    // Of 9 × 3 there remain 4 × 3 to the left of it.
    assertThat(apart.gain()).isCloseTo(27 * 0.5, within(1e-12));
    assertThat(apart.upon(after).gain()).isCloseTo(12 * 0.5, within(1e-12));
    assertThat(first.upon(after).gain()).isZero();
  }

  @Test
  void whatIsNotExpectedOnTheFrontLeavesItAsItIs() {
    Candidate hopeful = of(front, 5, 9, 11, 12);
    assertThat(hopeful.gain()).isPositive();
    assertThat(hopeful.believed()).isSameAs(front);
    assertThat(Candidate.of(Encoding.of(0), 0, List.of(), 1, front).believed()).isSameAs(front);
    List<double[]> points = List.of(new double[] {5, 5}, new double[] {5, 5}, new double[] {5, 5});
    assertThat(Candidate.of(Encoding.of(0), 0, points, 0.4, front).believed()).isSameAs(front);
  }
}
