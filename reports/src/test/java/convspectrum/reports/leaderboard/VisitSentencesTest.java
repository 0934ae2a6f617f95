package convspectrum.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.fleet.FleetWorker;
import convspectrum.search.fleet.MachineRun;
import convspectrum.search.fleet.Sighting;
import convspectrum.search.fleet.Visit;
import convspectrum.search.fleet.Visit.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VisitSentencesTest {
  private static Visit visit(String name, String fingerprint, int lent, State state, String why) {
    return new Visit(
        new FleetWorker(name, name, lent),
        name,
        Optional.of(new Sighting(name, name, fingerprint, "a CPU, 8 cores", "a JVM", "", "", 8)),
        state,
        state == State.ALIKE || state == State.INTERRUPTED
            ? Optional.empty()
            : Optional.of(new MachineRun(Instant.EPOCH, Instant.EPOCH, 0, "", List.of())),
        why);
  }

  @Test
  void machinesOfAKindAreToldWithTheOneThatMeasured() {
    assertThat(
            new VisitSentences(
                    List.of(
                        visit("node-1", "a", 8, State.MEASURED, ""),
                        visit("node-2", "b", 8, State.MEASURED, ""),
                        visit("node-3", "a", 8, State.ALIKE, ""),
                        visit("node-4", "a", 8, State.ALIKE, "")))
                .all())
        .containsExactly(
            "node-1 (a CPU, 8 cores) measured, as one of 3 workers of its kind; the others, on node-3, node-4, did not.",
            "node-2 (a CPU, 8 cores) measured.");
  }

  @Test
  void whatWentWrongIsToldWithTheName() {
    Visit lost =
        new Visit(
            new FleetWorker("3", "10.0.0.3", 8),
            "10.0.0.3",
            Optional.empty(),
            State.FAILED,
            Optional.empty(),
            "the worker was lost while it was at work");
    assertThat(
            new VisitSentences(
                    List.of(
                        visit("node-1", "a", 8, State.FAILED, "onnxruntime: no library."),
                        visit("node-2", "a", 8, State.INTERRUPTED, "interrupted"),
                        lost))
                .all())
        .containsExactly(
            "node-1 (a CPU, 8 cores): onnxruntime: no library.",
            "node-2 (a CPU, 8 cores): interrupted.",
            "10.0.0.3: the worker was lost while it was at work.");
  }

  @Test
  void aMachineThatLendsSomeOfItsCoresIsToldApart() {
    assertThat(new VisitSentences(List.of(visit("node-1", "a", 6, State.MEASURED, ""))).all())
        .last()
        .isEqualTo(
            "node-1 lends 6 of its 8 cores to the worker; its noise says what ran on the others.");
  }
}
