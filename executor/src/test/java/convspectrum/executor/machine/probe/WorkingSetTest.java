package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Memory;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WorkingSetTest {
  /** 32 KiB, 1 MiB and a shared 32 MiB: halves of each, the L3 shared by two threads. */
  @Test
  void workingSetsLieInTheirLevels() {
    Machine machine =
        new Machine(
            new Processor("p", "v", 1, 1, 1, 2, 2, 1, 1, List.of()),
            List.of(
                new Cache(1, Cache.Kind.DATA, 32 << 10, 1, 2),
                new Cache(1, Cache.Kind.INSTRUCTION, 64 << 10, 1, 2),
                new Cache(2, Cache.Kind.UNIFIED, 1 << 20, 1, 2),
                new Cache(3, Cache.Kind.UNIFIED, 32 << 20, 2, 1)),
            new Memory(1L << 34, 1L << 33),
            Platform.of("os", "k", Optional.empty(), OptionalDouble.empty()));
    assertThat(WorkingSet.of(machine, 2, 1L << 30))
        .containsExactly(
            new WorkingSet("L1", 32 << 10, 64 << 10, 16 << 10),
            new WorkingSet("L2", 1 << 20, 2 << 20, 512 << 10),
            new WorkingSet("L3", 32 << 20, 32 << 20, 8 << 20),
            new WorkingSet("DRAM", 1L << 34, 1L << 34, 64 << 20));
    assertThat(WorkingSet.of(machine, 2, 40 << 20))
        .extracting(WorkingSet::level)
        .containsExactly("L1", "L2", "L3");
  }
}
