package convspectrum.executor.vector;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Networks with every kind of kernel, on the registers of every kind of machine: AVX-512, and its
 * halves and quarters; AVX2; SSE; NEON; plain Java. All run on any machine, if slowly where its
 * registers are narrower.
 */
class RegistersTest {
  @Test
  void networksAgreeOnTheRegistersOfEveryMachine() {
    Parity parity = Parity.withReference();
    List<Graph> graphs = List.of(Blocks.inception(), Blocks.shuffle(), Blocks.grouped());
    List<Lanes> machines = machines();
    for (Graph graph : graphs) {
      for (Lanes lanes : machines) {
        parity.check(graph, lanes, 1 + machines.indexOf(lanes) % 2);
      }
    }
    parity.assertAgreed(graphs.size() * (FusedMultiplyAdd.isCompiled() ? 12 : 7));
  }

  private static List<Lanes> machines() {
    List<Lanes> machines = new ArrayList<>();
    for (int count : Parity.LANES) {
      for (int registers : count == 16 ? new int[] {32} : new int[] {16, 32}) {
        machines.add(new Lanes(count, registers, false));
        if (count > 1 && FusedMultiplyAdd.isCompiled()) {
          machines.add(new Lanes(count, registers, true));
        }
      }
    }
    return machines;
  }
}
