package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default strategy on tables that were made by formulas, beside the other strategies. */
final class GuidedTerrainTest {
  private static final List<String> OTHERS = List.of("nsga2", "evolution", "local", "random");

  /** With the front for the only parent it stops 0.14, 0.02 and 0.06 above the least error. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheLeastErrorOfAll(long seed) {
    assertThat(Terrain.ofWidths(seed).alone().regret("guided", 1000)).isLessThan(0.001);
  }

  /** Whether a cost is known or not; and known costs do not mislead it on average. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsMoreThanOthersOnTheAverageTerrain(long seed) {
    double known = share("guided", seed, true);
    double blind = share("guided", seed, false);
    assertThat(known).isGreaterThan(blind - 0.01);
    for (String other : OTHERS) {
      assertThat(Math.min(known, blind)).as(other).isGreaterThan(share(other, seed, true) + 0.01);
    }
  }

  /** The mean share of the hypervolume after 250 evaluations. */
  private static double share(String strategy, long seed, boolean known) {
    return Stream.of(Terrain.ofWidths(seed), Terrain.ofPairs(seed), Terrain.ofCells(seed))
        .map(terrain -> known ? terrain : terrain.blind())
        .mapToDouble(terrain -> terrain.share(strategy, 250))
        .average()
        .orElseThrow();
  }

  /**
   * Nine parameters of four choices, of which only an evaluation shows what constraints they break:
   * 616 evaluations on average; at random it takes a hundred thousand.
   */
  @Test
  void whereNoDesignKeepsTheConstraintsYetItFollowsWhatBreaksThemLeast() {
    EncodingSpace space = new EncodingSpace(Collections.nCopies(9, 4));
    Bounded narrow = new Bounded(space, encoding -> 0);
    double mean =
        LongStream.rangeClosed(1, 10)
            .mapToInt(seed -> evaluationsUntilFeasible(narrow, seed))
            .average()
            .orElseThrow();
    assertThat(mean).isLessThan(1000);
  }

  private static int evaluationsUntilFeasible(Landscape landscape, long seed) {
    Strategy strategy = new Guided(landscape, seed);
    Archive archive = new Archive();
    while (archive.front().isEmpty() && archive.size() < 2000) {
      for (Encoding design : strategy.propose(archive, 2000)) {
        int excess = IntStream.of(design.toArray()).map(choice -> Math.min(choice, 1)).sum();
        archive.add(design, new double[] {1}, excess);
      }
    }
    return archive.size();
  }
}
