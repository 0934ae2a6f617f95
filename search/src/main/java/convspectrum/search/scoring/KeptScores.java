package convspectrum.search.scoring;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.WorkReceiver;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of a sweep in the order of its designs, kept as they come: what is known is not computed
 * again, and a score is kept before it is handed on.
 */
public final class KeptScores {
  private final Sweep sweep;
  private final ScoringOptions options;
  private final SeedsWork work;
  private final ScoreCache cache;

  /**
   * Scores of designs.
   *
   * @param sweep whose designs they are
   * @param options by which they are scored
   * @param work that computes what is not known
   * @param cache has what is known, and keeps the others
   */
  public KeptScores(Sweep sweep, ScoringOptions options, SeedsWork work, ScoreCache cache) {
    this.sweep = sweep;
    this.options = options;
    this.work = work;
    this.cache = cache;
  }

  /**
   * Hands on the scores of all designs.
   *
   * @param tasks designs by number
   * @throws InterruptedException where the thread is interrupted; what was handed on is kept
   */
  public void run(
      WorkRunner runner, Iterator<List<NumberRange>> tasks, WorkReceiver<SeedScores> receiver)
      throws InterruptedException {
    Walk walk = new Walk(tasks, receiver);
    runner.runInOrder(work, walk, walk::computed);
    if (walk.interrupted) {
      throw new InterruptedException();
    }
  }

  /**
   * A design under way.
   *
   * @param keys of its scores with each seed; none where it is no network
   * @param known its scores; null where they are being computed
   */
  private record Pending(
      BigInteger number, List<List<ScoreCache.Key>> keys, @Nullable SeedScores known) {}

  /** Tasks of what is not known. What is known waits for what is before it. */
  private final class Walk implements Iterator<List<NumberRange>> {
    private final Iterator<List<NumberRange>> tasks;
    private final WorkReceiver<SeedScores> receiver;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private List<NumberRange> next = List.of();
    private boolean interrupted;

    Walk(Iterator<List<NumberRange>> tasks, WorkReceiver<SeedScores> receiver) {
      this.tasks = tasks;
      this.receiver = receiver;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && tasks.hasNext() && !interrupted) {
        next = unknown(tasks.next());
        handOnKnown();
        // Nothing else looks at interruptions while all is known.
        interrupted = next.isEmpty() && Thread.interrupted();
      }
      return !next.isEmpty();
    }

    @Override
    public List<NumberRange> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no task is left");
      }
      List<NumberRange> task = next;
      next = List.of();
      return task;
    }

    private List<NumberRange> unknown(List<NumberRange> task) {
      List<BigInteger> unknown = new ArrayList<>();
      for (NumberRange range : task) {
        range
            .numbers()
            .forEach(number -> {
              Pending one = look(number);
              pending.addLast(one);
              if (one.known() == null) {
                unknown.add(number);
              }
            });
      }
      return NumberRange.of(unknown.stream());
    }

    void computed(BigInteger number, SeedScores scores) {
      Pending one = pending.removeFirst();
      if (!one.number().equals(number)) {
        throw new IllegalStateException("design %s came before %s".formatted(number, one.number()));
      }
      for (int i = 0; i < one.keys().size(); i++) {
        NetworkScores run = scores.runs().get(i);
        if (run.failure().isEmpty()) {
          cache.put(one.keys().get(i), run.scored(options.proxies()));
        }
      }
      receiver.take(number, scores);
      handOnKnown();
    }

    private void handOnKnown() {
      for (Pending one = pending.peekFirst(); one != null; one = pending.peekFirst()) {
        SeedScores known = one.known();
        if (known == null) {
          return;
        }
        receiver.take(one.number(), known);
        pending.removeFirst();
      }
    }
  }

  private Pending look(BigInteger number) {
    List<List<ScoreCache.Key>> keys;
    try {
      Network network = Network.design(sweep.spec(), sweep.design(number), sweep.input());
      ScoreKeys of = ScoreKeys.of(network, options);
      keys =
          LongStream.range(0, work.seeds()).mapToObj(i -> of.all(work.first().seed() + i)).toList();
    } catch (SpecException | ShapeException e) {
      return new Pending(number, List.of(), null); // whoever computes it says why it has no score
    }
    List<NetworkScores> runs = new ArrayList<>();
    for (List<ScoreCache.Key> run : keys) {
      List<ProxyScorer.Scored> scores =
          run.stream().map(cache::get).flatMap(Optional::stream).toList();
      if (scores.size() < run.size()) {
        return new Pending(number, keys, null);
      }
      runs.add(NetworkScores.of(scores));
    }
    return new Pending(number, keys, new SeedScores(runs));
  }
}
