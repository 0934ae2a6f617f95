package convspectrum.executor.machine.limits;

import static convspectrum.executor.machine.limits.MadeUpLimits.GOOD;
import static convspectrum.executor.machine.limits.MadeUpLimits.KEY;
import static convspectrum.executor.machine.limits.MadeUpLimits.rate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up probe finds one after another of these limits. */
class LimitsKeeperTest {
  private static final MachineLimits NOISY =
      GOOD.with(Trust.of(List.of(), List.of("other programs used 50 % of the CPUs")));
  private static final MachineLimits SUSPECT =
      GOOD.with(Trust.of(List.of("not warmed up"), List.of()));

  /** One thread at 120 and four at 310. */
  private static final MachineLimits HIGHER =
      MadeUpLimits.of(rate(120), rate(310), GOOD.bandwidths());

  @TempDir private Path folder;

  private final Deque<MachineLimits> probes = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();

  private LimitsKeeper keeper(MachineLimits... found) {
    probes.clear();
    probes.addAll(List.of(found));
    return new LimitsKeeper(new LimitsFile(folder), probes::remove);
  }

  private MachineLimits held(LimitsKeeper keeper, MachineLimits limits, Reached... programs) {
    return keeper.heldAgainst(limits, List.of(programs), told::add);
  }

  @Test
  void goodLimitsAreKeptAtOnce() {
    LimitsKeeper keeper = keeper(GOOD, SUSPECT);
    assertThat(keeper.kept(KEY)).isEmpty();
    assertThat(keeper.measure(told::add)).isEqualTo(GOOD);
    assertThat(keeper.kept(KEY)).hasValue(GOOD);
    assertThat(probes).hasSize(1);
  }

  @Test
  void othersAreMeasuredAgain() {
    LimitsKeeper keeper = keeper(SUSPECT, NOISY, GOOD);
    assertThat(keeper.measure(told::add)).isEqualTo(GOOD);
    assertThat(told)
        .containsExactly(
            "peak and bandwidth are measured again: not warmed up",
            "peak and bandwidth are measured again: other programs used 50 % of the CPUs");
    assertThat(keeper.kept(KEY)).hasValue(GOOD);
  }

  @Test
  void ofThreeThatCannotBeBelievedTheNearestIsUsedAndNoneIsKept() {
    LimitsKeeper keeper = keeper(SUSPECT, NOISY, SUSPECT, GOOD);
    assertThat(keeper.measure(told::add)).isEqualTo(NOISY);
    assertThat(keeper.kept(KEY)).isEmpty();
    assertThat(probes).hasSize(1);
  }

  @Test
  void noiseLeavesWhatWasKept() {
    keeper(GOOD).measure(told::add);
    LimitsKeeper keeper = keeper(NOISY, NOISY, NOISY);
    assertThat(keeper.measure(told::add)).isEqualTo(NOISY);
    assertThat(keeper.kept(KEY)).hasValue(GOOD);
  }

  @Test
  void programsBelowThePeakChangeNothing() {
    LimitsKeeper keeper = keeper();
    Reached below = new Reached("a", 1, 99);
    Reached withinTheSpread = new Reached("b", 1, 100.9);
    assertThat(held(keeper, GOOD, below, withinTheSpread)).isSameAs(GOOD);
    assertThat(told).isEmpty();
  }

  @Test
  void aProgramAboveThePeakHasItMeasuredAgain() {
    LimitsKeeper keeper = keeper(GOOD);
    keeper.measure(told::add);
    probes.add(HIGHER);
    MachineLimits now =
        held(
            keeper, GOOD, new Reached("vector, conv", 1, 110), new Reached("vector, pool", 4, 304));
    assertThat(now).isEqualTo(HIGHER);
    assertThat(keeper.kept(KEY)).hasValue(HIGHER);
    assertThat(told)
        .containsExactly(
            "vector, conv reached 110.0 GFLOP/s on 1 thread, above the peak of 100.0 (spread 1.0 %)"
                + " that was measured, and 1 more did: they are measured again");
  }

  @Test
  void aProgramAboveBothIsAContradictionAndNothingIsKept() {
    LimitsKeeper keeper = keeper(GOOD);
    keeper.measure(told::add);
    probes.add(GOOD);
    MachineLimits now = held(keeper, GOOD, new Reached("vector, conv", 4, 400));
    assertThat(now.suspect()).isTrue();
    assertThat(now.trust().why())
        .isEqualTo(
            "vector, conv reached 400.0 GFLOP/s on 4 threads, above the peak of 300.0 (spread"
                + " 1.0 %) that was measured");
    assertThat(keeper.kept(KEY)).isEmpty();
    assertThat(held(keeper, now, new Reached("vector, conv", 4, 400)))
        .as("suspect limits are not measured again and again")
        .isSameAs(now);
  }
}
