package convspectrum.search.run;

import convspectrum.search.figure.CombinedFigure;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SharedFigure;
import convspectrum.search.figure.SummaryFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Obtains figures from memory, from the journal, or by evaluation, whose result is committed to the
 * journal before it counts. Scores are computed by several threads; latencies are measured alone,
 * under a lock that all processes of the machine share.
 */
public final class Evaluations {
  private static final long WAIT_MILLIS = 20;

  /** Designs that are measured together, beside a baseline; a group is kept whole or not at all. */
  private static final int GROUP = 8;

  private final Optional<Journal> journal;
  private final int threads;
  private final Optional<Elsewhere> elsewhere;
  private final MeasuringLock lock;
  private final Map<String, Map<String, Evaluation>> known = new HashMap<>();

  /**
   * The evaluations of one search.
   *
   * @param journal where they are kept, if anywhere
   * @param threads that compute scores at the same time
   */
  public Evaluations(Optional<Journal> journal, int threads) {
    this(journal, threads, Optional.empty());
  }

  /**
   * The same on other machines, as far as these can compute a figure.
   *
   * @param elsewhere them
   */
  public Evaluations(Optional<Journal> journal, int threads, Optional<Elsewhere> elsewhere) {
    this.journal = journal;
    this.threads = threads;
    this.elsewhere = elsewhere;
    this.lock = MeasuringLock.ofMachine();
  }

  /** The evaluations of a figure that this search knows already. */
  private Map<String, Evaluation> known(Figure figure) {
    return known.computeIfAbsent(figure.identity(), _ -> new ConcurrentHashMap<>());
  }

  /** Is told how many of the evaluations that were missing are made. */
  @FunctionalInterface
  interface Watch {
    void made(int done, int total);
  }

  /**
   * Makes sure that a figure of some designs can be {@link #found}.
   *
   * @throws InterruptedException where the thread is interrupted; what is committed stays
   */
  void find(Figure figure, List<SearchedDesign> designs, Watch watch) throws InterruptedException {
    if (figure.isLookup()) {
      journal.ifPresent(one -> one.put(figure.identity(), lookedUp(figure, designs)));
      return;
    }
    if (figure instanceof CombinedFigure combined) {
      if (combined instanceof SummaryFigure summary && !summary.isRanked()) {
        findParts(summary, summary.sample(), watch);
        summary.rankWithin(summary.sample().stream().map(one -> parts(summary, one)).toList());
      }
      findParts(combined, designs, watch);
      return;
    }
    Map<String, SearchedDesign> missing = new LinkedHashMap<>();
    Map<String, Evaluation> memory = known(figure);
    for (SearchedDesign design : designs) {
      String key = figure.key(design);
      if (!memory.containsKey(key)) {
        Optional<Evaluation> before = journal.flatMap(one -> one.find(figure.identity(), key));
        before.ifPresentOrElse(found -> memory.put(key, found), () -> missing.put(key, design));
      }
    }
    if (!missing.isEmpty()) {
      evaluate(figure, missing, memory, watch);
    }
  }

  /** A figure of a design; empty if nothing has found it yet. */
  Optional<Evaluation> found(Figure figure, SearchedDesign design) {
    if (figure.isLookup()) {
      return Optional.of(
          Scoring.evaluated(figure, design)); // read again each time, and not kept in memory
    }
    if (figure instanceof CombinedFigure combined) {
      boolean ranked = !(combined instanceof SummaryFigure summary) || summary.isRanked();
      boolean complete =
          ranked && combined.parts().stream().allMatch(part -> found(part, design).isPresent());
      return complete ? Optional.of(combined.combine(parts(combined, design))) : Optional.empty();
    }
    return Optional.ofNullable(known(figure).get(figure.key(design)));
  }

  private void findParts(CombinedFigure figure, List<SearchedDesign> designs, Watch watch)
      throws InterruptedException {
    int parts = figure.parts().size();
    for (int i = 0; i < parts; i++) {
      int before = i;
      find(
          figure.parts().get(i),
          designs,
          (done, total) -> watch.made(before * total + done, parts * total));
    }
  }

  /** The evaluations of a figure's parts. */
  private List<Evaluation> parts(CombinedFigure figure, SearchedDesign design) {
    return figure.parts().stream().map(part -> found(part, design).orElseThrow()).toList();
  }

  private static Map<String, Evaluation> lookedUp(Figure figure, List<SearchedDesign> designs) {
    Map<String, Evaluation> byKey = new LinkedHashMap<>();
    designs.forEach(design -> byKey.put(figure.key(design), Scoring.evaluated(figure, design)));
    return byKey;
  }

  private void evaluate(
      Figure figure,
      Map<String, SearchedDesign> missing,
      Map<String, Evaluation> memory,
      Watch watch)
      throws InterruptedException {
    Map<String, SearchedDesign> mine = new LinkedHashMap<>();
    Map<String, SearchedDesign> others = new LinkedHashMap<>();
    missing.forEach((key, design) ->
        (journal.isEmpty() || journal.get().claim(figure.identity(), key) ? mine : others)
            .put(key, design));
    // Between the look into the journal and the claim, another process may have finished.
    journal.ifPresent(one ->
        mine.keySet()
            .removeIf(key -> {
              Optional<Evaluation> done = one.find(figure.identity(), key);
              done.ifPresent(evaluation -> memory.put(key, evaluation));
              return done.isPresent();
            }));
    make(figure, mine, memory, watch);
    if (!others.isEmpty()) {
      await(figure, others, memory, watch);
    }
  }

  private void make(
      Figure figure,
      Map<String, SearchedDesign> designs,
      Map<String, Evaluation> memory,
      Watch watch)
      throws InterruptedException {
    switch (figure) {
      case MeasuredFigure measured -> inGroups(measured, designs, memory, watch);
      case SharedFigure<?> shared when elsewhere.isPresent() ->
          elsewhere
              .get()
              .evaluate(
                  shared,
                  designs,
                  (key, found) -> commit(figure, Map.of(key, found), memory),
                  watch);
      default ->
          Scoring.inParallel(
              threads,
              figure,
              designs,
              (key, found) -> commit(figure, Map.of(key, found), memory),
              watch);
    }
  }

  private void commit(
      Figure figure, Map<String, Evaluation> evaluations, Map<String, Evaluation> memory) {
    journal.ifPresent(one -> one.put(figure.identity(), evaluations));
    memory.putAll(evaluations);
  }

  private void inGroups(
      MeasuredFigure figure,
      Map<String, SearchedDesign> designs,
      Map<String, Evaluation> memory,
      Watch watch)
      throws InterruptedException {
    List<Map.Entry<String, SearchedDesign>> all = List.copyOf(designs.entrySet());
    for (int from = 0; from < all.size(); from += GROUP) {
      watch.made(from, all.size());
      Map<String, SearchedDesign> group = new LinkedHashMap<>();
      all.subList(from, Math.min(all.size(), from + GROUP))
          .forEach(one -> group.put(one.getKey(), one.getValue()));
      commit(figure, measure(figure, group), memory);
    }
  }

  private Map<String, Evaluation> measure(
      MeasuredFigure figure, Map<String, SearchedDesign> designs) throws InterruptedException {
    if (designs.isEmpty()) {
      return Map.of();
    }
    MeasuringLock.Held held = lock.acquire();
    try {
      return figure.measure(List.copyOf(designs.values()), known(figure, known(figure)));
    } finally {
      held.close();
    }
  }

  /**
   * Measures designs of different keys in a group of their own, even if figures of them are known;
   * or finds the same group of the same designs in the journal.
   *
   * @param name tells it from other measurements of the same designs
   * @return the outcomes, in the order of the designs
   */
  public List<Evaluation> group(MeasuredFigure figure, String name, List<SearchedDesign> designs)
      throws InterruptedException {
    List<String> keys = designs.stream().map(figure::key).toList();
    String members = Integer.toHexString(String.join(" ", keys).hashCode());
    List<String> rows =
        keys.stream().map(key -> "%s of %s %s".formatted(name, members, key)).toList();
    Map<String, Evaluation> memory = known(figure);
    if (!stored(figure, rows, memory)) {
      MeasuringLock.Held held = lock.acquire();
      try {
        // While this process waited, another may have measured the group.
        if (!stored(figure, rows, memory)) {
          Map<String, Evaluation> measured = figure.measure(designs, known(figure, memory));
          Map<String, Evaluation> group = new LinkedHashMap<>();
          for (int i = 0; i < rows.size(); i++) {
            group.put(
                rows.get(i),
                measured.getOrDefault(keys.get(i), Evaluation.failed("was not measured")));
          }
          // Conditions of groups, and the baseline: what belongs to no design.
          measured.forEach((key, evaluation) -> {
            if (!keys.contains(key)) {
              group.put(key, evaluation);
            }
          });
          commit(figure, group, memory);
        }
      } finally {
        held.close();
      }
    }
    return rows.stream().map(memory::get).map(Objects::requireNonNull).toList();
  }

  /** The conditions of a group of a figure. */
  Optional<MeasuredGroup> conditions(MeasuredFigure figure, String name) {
    return known(figure, known(figure)).apply(MeasuredGroup.key(name)).flatMap(MeasuredGroup::of);
  }

  private boolean stored(Figure figure, List<String> rows, Map<String, Evaluation> memory) {
    Function<String, Optional<Evaluation>> known = known(figure, memory);
    for (String row : rows) {
      Optional<Evaluation> found = known.apply(row);
      if (found.isEmpty()) {
        return false;
      }
      memory.put(row, found.get());
    }
    return true;
  }

  private Function<String, Optional<Evaluation>> known(
      Figure figure, Map<String, Evaluation> memory) {
    return key ->
        Optional.ofNullable(memory.get(key))
            .or(() -> journal.flatMap(one -> one.find(figure.identity(), key)));
  }

  /** Waits for evaluations that other processes claimed, and makes them if those processes end. */
  private void await(
      Figure figure,
      Map<String, SearchedDesign> others,
      Map<String, Evaluation> memory,
      Watch watch)
      throws InterruptedException {
    Journal shared = journal.orElseThrow();
    Map<String, SearchedDesign> waiting = new LinkedHashMap<>(others);
    while (!waiting.isEmpty()) {
      waiting
          .keySet()
          .removeIf(key -> {
            Optional<Evaluation> done = shared.find(figure.identity(), key);
            done.ifPresent(evaluation -> memory.put(key, evaluation));
            return done.isPresent();
          });
      Map<String, SearchedDesign> left = new LinkedHashMap<>();
      waiting.forEach((key, design) -> {
        if (shared.claim(figure.identity(), key) && shared.find(figure.identity(), key).isEmpty()) {
          left.put(key, design);
        }
      });
      if (!left.isEmpty()) {
        make(figure, left, memory, watch);
        waiting.keySet().removeAll(left.keySet());
      } else if (!waiting.isEmpty()) {
        Thread.sleep(WAIT_MILLIS);
      }
    }
  }
}
