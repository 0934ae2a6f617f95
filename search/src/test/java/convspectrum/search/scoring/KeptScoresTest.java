package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.gradients.Precision;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.SweepNumbers;
import convspectrum.search.work.TaskWalk;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.Work;
import convspectrum.search.work.WorkReceiver;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.Spec;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sweep does with scores that are known already. */
final class KeptScoresTest {
  /** Six designs; those with a kernel of 9 do not fit. */
  private static final String SPACE =
      """
      name: six
      input: {channels: 4, height: 6, width: 6}
      parameters:
        out: [4, 8, 12]
        kernel: [3, 9]
      layers:
        - conv: {out: $out, kernel: $kernel, padding: 0}
        - activation: relu
      """;

  private static final long SEED = 7;
  private static final int SEEDS = 2;

  private final ScoreCache cache = ScoreCache.inMemory();

  /** A runner that notes how many designs it is given. */
  private static final class Counting implements WorkRunner {
    private final WorkRunner runner = new ThreadRunner(2);
    private long given;

    @Override
    public <R extends Serializable> void run(
        Work<R> work, List<NumberRange> numbers, WorkReceiver<R> receiver) {
      throw new AssertionError("scores of a sweep are in order");
    }

    @Override
    public <R extends Serializable> void runInOrder(
        Work<R> work, Iterator<List<NumberRange>> tasks, WorkReceiver<R> receiver)
        throws InterruptedException {
      Iterator<List<NumberRange>> counted =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return tasks.hasNext();
            }

            @Override
            public List<NumberRange> next() {
              List<NumberRange> task = tasks.next();
              given += NumberRange.count(task);
              return task;
            }
          };
      runner.runInOrder(work, counted, receiver);
    }

    @Override
    public void close() {}
  }

  private Map<String, SeedScores> scores(Counting runner, int task, int wanted)
      throws InterruptedException {
    Spec spec = Spec.parse("six.yaml", SPACE);
    Sweep sweep = new Sweep(spec, spec.defaults(), List.of("out", "kernel"), Optional.empty());
    ScoringOptions options =
        new ScoringOptions(
            List.of(AccuracyProxies.named("synflow"), AccuracyProxies.named("naswot")),
            4,
            Precision.FLOAT32,
            Optional.empty());
    try (FilesToSend files = new FilesToSend()) {
      SeedsWork work =
          new SeedsWork(
              ScoreWork.of(SpacePart.of(sweep, "six.yaml", SPACE), options, SEED, files), SEEDS);
      Map<String, SeedScores> scores = new LinkedHashMap<>();
      new KeptScores(sweep, options, work, cache)
          .run(
              runner,
              new TaskWalk(SweepNumbers.of(sweep), task),
              (number, came) -> {
                if (scores.size() == wanted) {
                  throw new IllegalStateException("enough");
                }
                scores.put(number.toString(), came);
              });
      return scores;
    }
  }

  private Map<String, SeedScores> all(Counting runner, int task) throws InterruptedException {
    return scores(runner, task, Integer.MAX_VALUE);
  }

  @Test
  void whatIsKnownIsNotComputedAgain() throws InterruptedException {
    Counting first = new Counting();
    Map<String, SeedScores> computed = all(first, 1);
    assertThat(computed.keySet()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(computed.values()).allSatisfy(scores -> assertThat(scores.runs()).hasSize(SEEDS));
    assertThat(first.given).isEqualTo(6);
    for (int task = 1; task <= 7; task++) {
      Counting again = new Counting();
      Map<String, SeedScores> known = all(again, task);
      // Their times too are those of the first run, so that they are known to be what was kept.
      assertThat(known).isEqualTo(computed);
      assertThat(List.copyOf(known.keySet())).isEqualTo(List.copyOf(computed.keySet()));
      // What cannot be scored is tried again.
      assertThat(again.given).isEqualTo(3);
    }
  }

  @Test
  void whatCameBeforeAFailureIsKept() throws InterruptedException {
    for (int wanted = 0; wanted < 6; wanted++) {
      int enough = wanted;
      assertThatThrownBy(() -> scores(new Counting(), 2, enough)).hasMessage("enough");
    }
    Counting rest = new Counting();
    assertThat(all(rest, 2)).hasSize(6);
    assertThat(rest.given).isLessThanOrEqualTo(4);
  }

  @Test
  void anInterruptionIsSeenThoughAllIsKnown() throws InterruptedException {
    all(new Counting(), 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> all(new Counting(), 1)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
