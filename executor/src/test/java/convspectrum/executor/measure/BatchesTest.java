package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final Subject base = subject("base", 30);
  private final Subject a = subject("a", 40);
  private final Subject b = subject("b", 40);
  private final Subject huge = subject("huge", 500);

  private Subject subject(String design, long bytes) {
    return machine.subject(design, pass -> 1, bytes);
  }

  @Test
  void allTogetherWhereTheyFit() {
    assertThat(Batches.of(List.of(a, base, b), Optional.of(base), 110))
        .containsExactly(List.of(base, a, b));
  }

  @Test
  void eachBatchHasTheBaselineAndNoDesignIsLost() {
    assertThat(Batches.of(List.of(a, base, b, huge), Optional.of(base), 109))
        .containsExactly(List.of(base, a), List.of(base, b), List.of(base, huge));
  }

  @Test
  void withoutABaselineTheyAreJustCut() {
    assertThat(Batches.of(List.of(a, b, huge), Optional.empty(), 80))
        .containsExactly(List.of(a, b), List.of(huge));
    assertThat(Batches.of(List.of(), Optional.empty(), 80)).isEmpty();
  }
}
