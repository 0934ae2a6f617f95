package convspectrum.cli.proxy;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.model.SharedSpec;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.scoring.NetworkScores;
import convspectrum.search.scoring.ScoreWork;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Space;
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
import picocli.CommandLine.Option;

/** The options that make {@code proxies score} score each design of a space. */
final class ScoreSweepOptions {
  private static final String SWEEP = "--sweep";
  private static final String ALL = "all";

  @Option(
      names = SWEEP,
      paramLabel = "NAME",
      split = ",",
      description =
          "Score each design of one spec: parameters that vary, by commas, or all, which leaves out"
              + " settings.")
  private List<String> names = List.of();

  @Option(
      names = "--max-designs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "With --sweep, refuse a larger one. Default: ${DEFAULT-VALUE}.")
  private long most;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --sweep, designs to score at a time. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private OnOption on;

  /** Whether the designs of a space are scored. */
  boolean isGiven() {
    return !names.isEmpty();
  }

  /** Refuses what cannot be meant, before anything is read. */
  void check(List<String> models) {
    Threads.options(threads);
    if (isGiven() && models.size() > 1) {
      throw new UsageException(
          "--sweep: found %d models; expected one spec".formatted(models.size()));
    }
    if (!isGiven() && on.isGiven()) {
      throw new UsageException(
          "--on: found no --sweep; expected the designs of a spec; try --sweep all");
    }
    on.check();
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
    SharedSpec read = SharedSpec.read(model);
    Sweep sweep =
        read.sweep(SWEEP, names.equals(List.of(ALL)) ? List.of() : names, settings, input);
    List<Design> designs = sweep.designs().limit(most + 1).toList();
    if (designs.size() > most) {
      throw new UsageException(
          "%s has up to %s designs; expected at most --max-designs %d; try to sweep fewer parameters (--sweep a,b), or to raise the limit"
              .formatted(sweep.spec().name(), Space.words(sweep.size()), most));
    }
    SpacePart space = read.part(sweep);
    List<NumberRange> numbers = NumberRange.of(designs.stream().map(sweep::number));
    List<Map<BigInteger, NetworkScores>> found = new ArrayList<>();
    try (Interruption _ = Interruption.guard();
        WorkRunner runner = on.runner(threads, 1, err);
        Bar bar = new Bar()) {
      for (int i = 0; i < seeds; i++) {
        ScoreWork work = ScoreWork.of(space, scoring, seed + i);
        Map<BigInteger, NetworkScores> scores = new HashMap<>();
        long before = (long) i * designs.size();
        runner.run(
            work,
            numbers,
            (number, result) -> {
              scores.put(number, result);
              bar.report(work.name(), before + scores.size(), (long) seeds * designs.size(), "");
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
