package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrontMeasuringTest {
  private static final String SPACE =
      """
      name: small
      input: {channels: 16, height: 8, width: 8}
      parameters:
        a: [1, 2, 4, 8]
        b: [1, 2, 4, 8]
        kernel: [1, 3, 5]
      layers:
        - segmented: {out: 16, kernel: $kernel, segments: $a}
        - segmented: {out: 16, kernel: 3, segments: $b}
      """;

  /** A latency whose truth is known: noise of groups about a time that depends on the network. */
  private static final class Synthetic implements MeasuredFigure {
    private final Random random;
    private final double noise;
    private int groups;

    Synthetic(long seed, double noise) {
      this.random = new Random(seed);
      this.noise = noise;
    }

    /** Falls as MACs grow, by about 4 % from one design to the next. */
    static double truth(SearchedDesign design) {
      int hash = Integer.parseInt(design.fingerprint().hex().substring(0, 4), 16);
      return 1e3 * Math.pow(design.cost().total().macs(), -0.4) * (1 + (hash % 100) / 1000.0);
    }

    @Override
    public Map<String, Evaluation> measure(
        List<SearchedDesign> designs, Function<String, Optional<Evaluation>> known) {
      groups++;
      Map<String, Evaluation> found = new LinkedHashMap<>();
      for (SearchedDesign design : designs) {
        double level = truth(design) * Math.exp(noise * random.nextGaussian());
        String rounds =
            IntStream.range(0, 15)
                .mapToObj(i -> Double.toString(level * Math.exp(noise * random.nextGaussian())))
                .collect(Collectors.joining(" "));
        found.put(key(design), new Evaluation(OptionalDouble.of(level), rounds));
      }
      return found;
    }

    @Override
    public String name() {
      return "synthetic-latency";
    }

    @Override
    public Direction direction() {
      return Direction.MIN;
    }

    @Override
    public boolean isAmount() {
      return true;
    }

    @Override
    public String key(SearchedDesign design) {
      return design.fingerprint().hex();
    }
  }

  private static SearchPlan plan(Synthetic latency) {
    FigureCatalog catalog =
        new FigureCatalog(List.of(latency), unused -> Optional.empty(), List.of());
    return new SearchPlan(
        Sweep.all(Spec.parse("small.yaml", SPACE)),
        List.of(catalog.objective("macs"), catalog.objective("synthetic-latency")),
        List.of(),
        Optional.empty(),
        Strategies.named("random"),
        1,
        48);
  }

  private static SearchResult run(Synthetic latency, Optional<Journal> journal)
      throws InterruptedException {
    Evaluations evaluations = new Evaluations(journal, 1);
    SearchResult searched = new SpaceSearch(plan(latency), evaluations).run(StudyProgress.NONE);
    return new FrontMeasuring(evaluations, 0.02, 1).of(searched, StudyProgress.NONE);
  }

  private static double truth(SearchResult result, FoundDesign found) {
    return Synthetic.truth(
        new SearchedDesign(
            result.plan().sweep().spec(),
            found.design(),
            found.entry().encoding(),
            Optional.empty()));
  }

  /** Whether nothing has no more MACs and is truly faster, or fewer and is as fast. */
  private static boolean belongs(SearchResult result, FoundDesign one) {
    double margin = 1.02;
    return result.designs().stream()
        .noneMatch(other -> {
          double faster = truth(result, one) / truth(result, other);
          boolean fewer = other.figure("macs") < one.figure("macs");
          return other.figure("macs") <= one.figure("macs")
              && (faster > margin || (fewer && faster >= 1 / margin));
        });
  }

  @Test
  void withoutNoiseTheFrontIsTheTrueOneAndClear() throws InterruptedException {
    Synthetic latency = new Synthetic(1, 0);
    SearchResult result = run(latency, Optional.empty());
    FrontTrial trial = result.trial().orElseThrow();
    assertThat(trial.standings().values()).noneMatch(Standing::isEquivalent);
    assertThat(result.best()).hasSizeGreaterThan(3);
    for (FoundDesign found : result.designs()) {
      assertThat(result.best().contains(found))
          .as(found.design().toString())
          .isEqualTo(belongs(result, found));
    }
  }

  @Test
  void whatIsSaidToBelongDoes() throws InterruptedException {
    int said = 0;
    int right = 0;
    for (int seed = 0; seed < 20; seed++) {
      SearchResult result = run(new Synthetic(seed, 0.01), Optional.empty());
      FrontTrial trial = result.trial().orElseThrow();
      for (FoundDesign found : result.best()) {
        if (!Objects.requireNonNull(trial.standings().get(found.number())).isEquivalent()) {
          said++;
          right += belongs(result, found) ? 1 : 0;
        }
      }
    }
    assertThat(said).isGreaterThan(100);
    assertThat(right / (double) said).isGreaterThan(0.9);
  }

  @Test
  void theSecondRunMeasuresNothingAndEndsTheSame(@TempDir Path folder) throws InterruptedException {
    String[] texts = new String[2];
    int[] groups = new int[2];
    for (int i = 0; i < 2; i++) {
      // Other noise: what comes out the same is from the journal.
      Synthetic latency = new Synthetic(i, 0.01);
      try (Journal journal = Journal.open(folder.resolve("j.db"), "small", "1")) {
        SearchResult result = run(latency, Optional.of(journal));
        texts[i] =
            result.best().stream()
                    .map(one -> one.design() + " " + one.figure("synthetic-latency"))
                    .toList()
                + " "
                + new java.util.TreeMap<>(result.trial().orElseThrow().standings());
      }
      groups[i] = latency.groups;
    }
    assertThat(groups[0]).isGreaterThan(FrontMeasuring.LEAST_GROUPS);
    assertThat(groups[1]).isZero();
    assertThat(texts[1]).isEqualTo(texts[0]);
  }
}
