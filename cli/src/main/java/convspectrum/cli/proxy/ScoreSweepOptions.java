package convspectrum.cli.proxy;

import convspectrum.cli.cluster.DesignWorkOptions;
import convspectrum.cli.cluster.DesignWorkOptions.SweptSpace;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.scoring.NetworkScores;
import convspectrum.search.scoring.ScoreWork;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** What makes {@code proxies score} score each design of a space. */
final class ScoreSweepOptions {
  private static final long USUAL = 1_000;

  @Mixin private DesignWorkOptions work;

  /** Whether the designs of a space are scored. */
  boolean isGiven() {
    return work.isGiven();
  }

  /** Refuses what cannot be meant, before anything is read. */
  void check(List<String> models) {
    work.check();
    if (isGiven() && models.size() > 1) {
      throw new UsageException(
          "--sweep: found %d models; expected one spec".formatted(models.size()));
    }
  }

  /**
   * The scores of each design by its name, with each seed.
   *
   * @param seed the first
   * @param seeds how many
   */
  Map<String, List<NetworkScores>> scores(
      String model,
      Map<String, String> settings,
      Optional<Shape> input,
      ScoringOptions scoring,
      long seed,
      int seeds,
      PrintWriter err) {
    SweptSpace space = work.read(model, settings, input, USUAL);
    Sweep sweep = space.sweep();
    List<Design> designs = sweep.designs().toList();
    List<NumberRange> numbers = NumberRange.of(designs.stream().map(sweep::number));
    List<Map<BigInteger, NetworkScores>> found = new ArrayList<>();
    try (Interruption _ = Interruption.guard();
        WorkRunner runner = work.runner(err);
        Bar bar = new Bar()) {
      for (int i = 0; i < seeds; i++) {
        ScoreWork scored = ScoreWork.of(space.part(), scoring, seed + i);
        Map<BigInteger, NetworkScores> scores = new HashMap<>();
        long before = (long) i * designs.size();
        runner.run(
            scored,
            numbers,
            (number, result) -> {
              scores.put(number, result);
              bar.report(scored.name(), before + scores.size(), (long) seeds * designs.size(), "");
            });
        found.add(scores);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkFailedException("interrupted before all designs were scored");
    }
    Map<String, List<NetworkScores>> byName = new LinkedHashMap<>();
    for (Design design : designs) {
      BigInteger number = sweep.number(design);
      byName.put(
          name(sweep, design),
          found.stream().map(scores -> Objects.requireNonNull(scores.get(number))).toList());
    }
    return byName;
  }

  /** As a MODEL is named that fixes the same: {@code space#a=1,b=2}. */
  private static String name(Sweep sweep, Design design) {
    return sweep.parameters().stream()
        .map(parameter -> parameter + "=" + design.value(parameter).text())
        .collect(Collectors.joining(",", sweep.spec().name() + "#", ""));
  }
}
