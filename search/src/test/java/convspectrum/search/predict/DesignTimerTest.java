package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTimerTest {
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 1, 1", "24, 1, 24", "25, 2, 12", "100, 5, 20", "103, 5, 20"})
  void groupsAreFewAndOfAlmostEqualSizes(int designs, int groups, int least) {
    List<Integer> all = IntStream.range(0, designs).boxed().toList();
    List<List<Integer>> found = DesignTimer.groups(all);
    assertThat(found)
        .hasSize(groups)
        .allSatisfy(group -> assertThat(group).hasSizeBetween(least, least + 1));
    assertThat(found.stream().flatMap(List::stream).toList()).isEqualTo(all);
  }
}
