package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StrategiesTest {
  /** Four parameters of three choices; the second objective is free and the sum of the genes. */
  private record Hills(double most) implements Landscape {
    @Override
    public GenomeSpace space() {
      return new GenomeSpace(List.of(3, 3, 3, 3));
    }

    @Override
    public int objectives() {
      return 2;
    }

    @Override
    public boolean isFree(int objective) {
      return objective == 1;
    }

    @Override
    public double free(int objective, Genome genome) {
      return sum(genome);
    }

    @Override
    public double violation(Genome genome) {
      return Math.max(0, sum(genome) - most);
    }

    static double sum(Genome genome) {
      double sum = 0;
      for (int i = 0; i < genome.size(); i++) {
        sum += genome.gene(i);
      }
      return sum;
    }

    double[] values(Genome genome) {
      double error = 10 - 2 * genome.gene(0) - genome.gene(1) * genome.gene(2) + genome.gene(3) % 2;
      return new double[] {error, sum(genome)};
    }
  }

  private static List<Genome> evaluated(StrategyKind kind, Hills hills, long seed, int budget) {
    Strategy strategy = kind.start(hills, seed, Genome.of(0, 0, 0, 0));
    Archive archive = new Archive();
    List<Genome> all = new ArrayList<>();
    List<Genome> batch = strategy.propose(archive);
    while (!batch.isEmpty() && all.size() < budget) {
      for (Genome genome : batch) {
        archive.add(genome, hills.values(genome), 0); // refuses what was there before
        all.add(genome);
      }
      batch = strategy.propose(archive);
    }
    return all;
  }

  static List<StrategyKind> kinds() {
    return Strategies.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyDesignOnceAndThenNoMore(StrategyKind kind) {
    assertThat(evaluated(kind, new Hills(8), 1, 1000)).hasSize(81).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void constraintsThatAreKnownInAdvanceAreKept(StrategyKind kind) {
    List<Genome> all = evaluated(kind, new Hills(3), 1, 1000);
    // Sums of four digits of three: 1, 4, 10 and 16 of them are 0 to 3.
    assertThat(all).hasSize(31).allMatch(genome -> Hills.sum(genome) <= 3);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSeedDecides(StrategyKind kind) {
    Hills hills = new Hills(8);
    assertThat(evaluated(kind, hills, 7, 60)).isEqualTo(evaluated(kind, hills, 7, 60));
    if (!kind.name().equals("exhaustive")) {
      assertThat(evaluated(kind, hills, 7, 60)).isNotEqualTo(evaluated(kind, hills, 8, 60));
    }
  }

  @Test
  void noDesignKeepsImpossibleConstraints() {
    for (StrategyKind kind : kinds()) {
      assertThat(evaluated(kind, new Hills(-1), 1, 1000)).as(kind.name()).isEmpty();
    }
  }

  @Test
  void anUnknownNameIsAnsweredByTheNearest() {
    assertThatThrownBy(() -> Strategies.named("nsga-2"))
        .hasMessage("unknown strategy 'nsga-2'; did you mean 'nsga2'?");
  }

  @Test
  void theGeneratorIsTheSameEverywhere() {
    SplitMix random = new SplitMix(1);
    SplitMix same = new SplitMix(1);
    int[] counts = new int[3];
    for (int i = 0; i < 3000; i++) {
      int value = random.nextInt(3);
      assertThat(same.nextInt(3)).isEqualTo(value);
      counts[value]++;
    }
    assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 900 && count < 1100);
  }
}
