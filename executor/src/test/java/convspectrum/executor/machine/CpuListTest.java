package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CpuListTest {
  @Test
  void cpusAreWrittenAsTheKernelDoes() {
    for (String list : List.of("", "5", "0-1", "0-3,8", "1,3,5-7")) {
      assertThat(CpuList.format(CpuList.parse(list))).isEqualTo(list);
    }
    assertThat(CpuList.format(new TreeSet<>(List.of(2, 0, 1)))).isEqualTo("0-2");
  }
}
