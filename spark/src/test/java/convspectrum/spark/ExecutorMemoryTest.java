package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the user is told that executors have too little memory. */
final class ExecutorMemoryTest {
  private final ExecutorMemory memory = new ExecutorMemory("--on 'local-cluster[2,1,4096]'");

  @Test
  void muchGarbageCollectionIsSaidWithItsShareAndWhatHelps() {
    memory.add(60_000, 6_000);
    memory.add(40_000, 11_000);
    assertThat(memory.note())
        .hasValue(
            "executors spent 17 % of their time on garbage collection; with more memory they take less; try --on 'local-cluster[2,1,4096]'");
  }

  @Test
  void littleOfItIsNotSaid() {
    memory.add(100_000, 9_000);
    assertThat(memory.note()).isEmpty();
  }

  @Test
  void shortWorkSaysNothing() {
    assertThat(memory.note()).isEmpty();
    memory.add(5_000, 4_000);
    assertThat(memory.note()).isEmpty();
  }
}
