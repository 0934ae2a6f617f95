package convspectrum.cli.proxy;

import convspectrum.cli.cluster.DesignWorkOptions;
import convspectrum.cli.cluster.DesignWorkOptions.SweptSpace;
import convspectrum.cli.cluster.RowsOption;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.search.design.Sweep;
import convspectrum.search.scoring.JournalScores;
import convspectrum.search.scoring.KeptScores;
import convspectrum.search.scoring.NetworkScores;
import convspectrum.search.scoring.ScoreCache;
import convspectrum.search.scoring.ScoreWork;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.scoring.SeedScores;
import convspectrum.search.scoring.SeedsWork;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SweepNumbers;
import convspectrum.search.work.TaskWalk;
import convspectrum.search.work.WorkReceiver;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What makes {@code proxies score} score each design of a space. */
final class ScoreSweepOptions {
  private static final long USUAL = 1_000;

  /** About a minute by most proxies, which is what a lost machine loses. */
  private static final int LARGEST_TASK = 64;

  @Mixin private DesignWorkOptions work;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "With --sweep, keep the scores in this file, and take those that it holds already: what was"
              + " stopped goes on with the same command.")
  private @Nullable Path journal;

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
    if (journal != null && !isGiven()) {
      throw new UsageException(
          "--journal %s: found no --sweep; expected one, whose scores it keeps".formatted(journal));
    }
    if (journal != null && Files.isDirectory(journal)) {
      throw new UsageException("--journal " + journal + ": is a folder; expected a file");
    }
  }

  /** Where rows are written as they are computed, if a file was named. */
  Optional<RowsOption> file() {
    return work.file();
  }

  /** Takes the scores of a design with each seed. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes them.
     *
     * @param name of the design
     */
    void take(String name, List<NetworkScores> runs);
  }

  /** What is scored: the designs of a spec. */
  SweptSpace space(String model, Map<String, String> settings, Optional<Shape> input) {
    return work.read(model, settings, input, USUAL);
  }

  /**
   * Scores designs, in order.
   *
   * @param seed the first
   * @param seeds how many
   */
  void score(
      SweptSpace space,
      ScoringOptions scoring,
      long seed,
      int seeds,
      Receiver receiver,
      PrintWriter err)
      throws InterruptedException {
    Path file = journal;
    if (file == null) {
      score(space, scoring, seed, seeds, Optional.empty(), receiver, err);
      return;
    }
    try (JournalScores kept = JournalScores.open(file, Version.current())) {
      kept.notes().forEach(err::println);
      score(space, scoring, seed, seeds, Optional.of(kept), receiver, err);
    }
  }

  private void score(
      SweptSpace space,
      ScoringOptions scoring,
      long seed,
      int seeds,
      Optional<ScoreCache> kept,
      Receiver receiver,
      PrintWriter err)
      throws InterruptedException {
    Sweep sweep = space.sweep();
    long all = sweep.size().min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    long[] taken = {0};
    try (FilesToSend files = new FilesToSend();
        WorkRunner runner = work.runner(err);
        Bar bar = new Bar()) {
      SeedsWork scored = new SeedsWork(ScoreWork.of(space.part(), scoring, seed, files), seeds);
      bar.report(scored.name(), 0, all, "");
      TaskWalk tasks =
          new TaskWalk(
              SweepNumbers.of(sweep), TaskWalk.size(sweep.size(), scored.grain(), LARGEST_TASK));
      WorkReceiver<SeedScores> each =
          (number, scores) -> {
            receiver.take(name(sweep, sweep.design(number)), scores.runs());
            bar.report(scored.name(), ++taken[0], all, "");
          };
      if (kept.isPresent()) {
        new KeptScores(sweep, scoring, scored, kept.get()).run(runner, tasks, each);
      } else {
        runner.runInOrder(scored, tasks, each);
      }
    } catch (InterruptedException e) {
      err.println(
          "interrupted: %d of %d designs were scored; %s"
              .formatted(
                  taken[0],
                  all,
                  kept.isEmpty()
                      ? "none is kept; try --journal FILE, which keeps them, so that the same command goes on"
                      : "the same command goes on from " + journal));
      throw e;
    }
  }

  /** As a MODEL is named that fixes the same: {@code space#a=1,b=2}. */
  private static String name(Sweep sweep, Design design) {
    return sweep.parameters().stream()
        .map(parameter -> parameter + "=" + design.value(parameter).text())
        .collect(Collectors.joining(",", sweep.spec().name() + "#", ""));
  }
}
