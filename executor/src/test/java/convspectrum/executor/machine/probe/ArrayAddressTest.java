package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayAddressTest {
  /** An array that is still where it was is read from the start of a line. */
  @Test
  void theFirstElementOnALineIsFound() {
    assumeTrue(ArrayAddress.known(), "native access is denied");
    List<int[]> arrays = new ArrayList<>();
    int stayed = 0;
    for (int size = 100; size < 160; size++) {
      int[] array = new int[size];
      arrays.add(array);
      long address = ArrayAddress.of(array);
      int first = ArrayAddress.firstOnALine(array);
      if (ArrayAddress.of(array) == address) {
        assertThat((address + Integer.BYTES * (long) first) % ArrayAddress.LINE_BYTES).isZero();
        stayed++;
      }
      assertThat(first).isBetween(0, 15);
    }
    assertThat(stayed).as("the garbage collector does not move all of them").isPositive();
    Reference.reachabilityFence(arrays);
  }
}
