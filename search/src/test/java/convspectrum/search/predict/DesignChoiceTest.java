package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DesignChoiceTest {
  private final SyntheticTable machine = new SyntheticTable(150, 0.01);
  private final List<List<StepType>> candidates =
      IntStream.range(0, 400).mapToObj(_ -> machine.types(machine.design())).toList();

  @Test
  void findsAllStepsInFewerDesignsThanChance() {
    DesignChoice choice = new DesignChoice(candidates);
    int chosen = needed(_ -> choice.next());
    int random = needed(i -> i); // candidates are in random order
    // 150 steps in designs of 12 steps need 13 designs at least.
    assertThat(chosen).isBetween(13, 2 * random / 3);
  }

  private int needed(IntUnaryOperator choice) {
    Set<String> found = new HashSet<>();
    int designs = 0;
    while (found.size() < 150) {
      candidates.get(choice.applyAsInt(designs++)).forEach(step -> found.add(step.key()));
    }
    return designs;
  }

  @Test
  void choosesEachOnce() {
    DesignChoice choice = new DesignChoice(candidates.subList(0, 20));
    choice.choose(3);
    Set<Integer> chosen = new HashSet<>(Set.of(3));
    for (int i = 0; i < 19; i++) {
      assertThat(chosen.add(choice.next())).isTrue();
    }
    assertThat(choice.next()).isNegative();
  }
}
