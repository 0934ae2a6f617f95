package convspectrum.search.study;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Spaces;
import convspectrum.search.profile.DesignProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times here are those of a clock that moves by a millisecond per group. */
final class ProfileStudyTest {
  private final FakeRuntime runtime = new FakeRuntime();
  private final Designs designs = Spaces.designs(Spaces.SPACE.replace("out: [8, 16]", "out: [8]"));

  @Test
  void everyDistinctDesignWithAnIntervalIsProfiled() {
    assertThat(profiled(Duration.ofSeconds(5)))
        .containsExactly("regular", "plain", "segments=2, out=8", "segments=8, out=8");
  }

  @Test
  void whatHasTooFewRepetitionsForAnIntervalIsNot() {
    assertThat(profiled(Duration.ofMillis(100))).isEmpty();
  }

  private List<String> profiled(Duration budget) {
    StudyOptions options =
        new StudyOptions(
            List.of(runtime),
            RunOptions.SINGLE_THREAD,
            QuickProtocol.DEFAULT.withBudget(budget),
            1);
    Latencies latencies =
        new LatencyStudy(options, runtime.instruments(), Clock.systemUTC(), Optional.empty())
            .run(designs, Machine.read(), StudyProgress.NONE);
    assertThat(latencies.runs().getFirst().measurements()).hasSize(4);
    return new ProfileStudy(options, runtime.instruments(), Optional.empty())
        .run(designs, latencies, StudyProgress.NONE).stream().map(DesignProfile::design).toList();
  }
}
