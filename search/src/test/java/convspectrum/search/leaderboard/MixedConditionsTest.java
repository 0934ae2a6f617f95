package convspectrum.search.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one machine was set to. */
final class MixedConditionsTest {
  private static NamedResult result(String machine, String day, String governor) {
    RunHost host =
        new RunHost(
            "Test CPU",
            "Test",
            1,
            1,
            1,
            null,
            2,
            2,
            List.of("avx2"),
            1,
            "Linux",
            "6.1",
            "amd64",
            "Java 25",
            null,
            8,
            List.of(),
            governor);
    Timed timed = new Timed("regular", "graph", 10, List.of(1.0, 1.5), null);
    OnRuntime runtime =
        new OnRuntime("vector", "1", 1, "float32", "quick", false, "quiet", List.of(timed));
    return new NamedResult(
        day,
        new RunResult(
            RunResult.SCHEMA,
            "1.0",
            "measure",
            "tiny",
            "regular",
            machine,
            day,
            host,
            List.of(),
            List.of(runtime)));
  }

  @Test
  void aMachineInAnotherStateIsShownAndMayBeMixed() {
    List<MixedCondition> mixed =
        MixedConditions.of(
            List.of(
                result("abc", "2026-01-01T12:00:00Z", "performance"),
                result("abc", "2026-01-02T12:00:00Z", "powersave")));
    assertThat(mixed).singleElement().extracting(MixedCondition::obstacle).isEqualTo(false);
    assertThat(mixed.getFirst().condition()).isEqualTo("machine abc, governor");
    assertThat(mixed.getFirst().values().keySet()).containsExactly("performance", "powersave");
  }

  @Test
  void otherMachinesMayBeInAnyState() {
    assertThat(
            MixedConditions.of(
                List.of(
                    result("abc", "2026-01-01T12:00:00Z", "performance"),
                    result("def", "2026-01-01T12:00:00Z", "powersave"))))
        .isEmpty();
  }
}
