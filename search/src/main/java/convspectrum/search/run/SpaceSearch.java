package convspectrum.search.run;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.SearchResult.Failures;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Strategy;
import convspectrum.search.study.StudyProgress;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Searches a space. The strategy sees figures only in whole batches, so that neither threads nor an
 * interruption change what it proposes: a search that runs again with the evaluations of an earlier
 * one in its journal takes the same path and continues where that one ended.
 */
public final class SpaceSearch {
  private static final String EXHAUSTIVE = "exhaustive";

  private final SearchPlan plan;
  private final Evaluations evaluations;
  private final SpaceLandscape landscape;
  private final List<Figure> cheap;
  private final List<Figure> expensive;
  private final boolean streamed;
  private final Archive archive;
  private final Map<Encoding, FoundDesign> found = new LinkedHashMap<>();
  private final Map<String, Long> asked = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, Long> broken = new LinkedHashMap<>();
  private final Map<String, Failures> failed = new LinkedHashMap<>();

  /** A search according to this plan. */
  public SpaceSearch(SearchPlan plan, Evaluations evaluations) {
    this.plan = plan;
    this.evaluations = evaluations;
    this.landscape = new SpaceLandscape(plan);
    this.cheap = plan.figures().stream().filter(Figure::isCheap).toList();
    this.expensive = plan.figures().stream().filter(figure -> !figure.isCheap()).toList();
    this.streamed = plan.strategy().name().equals(EXHAUSTIVE);
    this.archive = streamed ? Archive.ofFront() : new Archive();
  }

  /**
   * Searches until the budget is spent or nothing is left.
   *
   * @param progress called after every batch
   * @throws InterruptedException where the thread is interrupted; what is in the journal stays
   * @throws NoDesignException where no design keeps the constraints
   */
  public SearchResult run(StudyProgress progress) throws InterruptedException {
    Encoding start = landscape.canonical(landscape.encoding(plan.sweep().base()));
    Strategy strategy = plan.strategy().start(landscape, plan.seed(), start);
    boolean exhausted = false;
    while (archive.size() < plan.budget() && !exhausted) {
      List<Encoding> batch = strategy.propose(archive);
      exhausted = batch.isEmpty();
      int most = (int) Math.min(batch.size(), plan.budget() - archive.size());
      evaluate(batch.subList(0, most));
      progress.report(
          "evaluating", archive.size(), plan.budget(), "front of " + archive.front().size());
    }
    if (archive.size() == 0) {
      throw new NoDesignException(nothing());
    }
    return result(exhausted);
  }

  private String nothing() {
    Map<String, Long> rejections = landscape.rejections();
    long seen = landscape.rejected();
    String counts =
        rejections.entrySet().stream()
            .map(entry -> "%,d for '%s'".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    List<String> alone =
        rejections.entrySet().stream()
            .filter(entry -> entry.getValue() >= seen)
            .map(entry -> "'" + entry.getKey() + "'")
            .toList();
    return "no design keeps the constraints. Of %,d that were looked at, all are out: %s. %s"
        .formatted(
            seen,
            counts,
            alone.isEmpty()
                ? "Each leaves some, but none keeps all: loosen one of them"
                : String.join(" and ", alone)
                    + (alone.size() == 1 ? " excludes" : " each exclude")
                    + " every one of them: loosen that first"
                    + possible(alone, seen));
  }

  /** What the constraints that exclude everything would have to be. */
  private String possible(List<String> alone, long seen) {
    boolean all = plan.sweep().size().equals(BigInteger.valueOf(seen));
    return plan.constraints().stream()
        .filter(constraint -> alone.contains("'" + constraint.text() + "'"))
        .filter(constraint -> landscape.nearest(constraint).isPresent())
        .map(constraint -> {
          double value = landscape.nearest(constraint).orElseThrow();
          return ". The %s %s %s is %s; try '%s'"
              .formatted(
                  constraint.direction() == Direction.MIN ? "least" : "most",
                  constraint.figure().name(),
                  all ? "that is possible" : "among those",
                  new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
                      .format(value),
                  constraint.keptBy(value));
        })
        .collect(Collectors.joining());
  }

  private void evaluate(List<Encoding> batch) throws InterruptedException {
    List<SearchedDesign> searched = batch.stream().map(landscape::searched).toList();
    List<Map<String, Evaluation>> figures = new ArrayList<>();
    double[] violations = new double[batch.size()];
    for (SearchedDesign design : searched) {
      Map<String, Evaluation> known = new HashMap<>();
      cheap.forEach(figure -> known.put(figure.name(), cheap(figure, design)));
      figures.add(known);
    }
    for (Figure figure : expensive) {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < violations.length; i++) {
        // No expensive figure is computed for a design that already breaks a constraint.
        if (violations[i] == 0) {
          open.add(i);
        }
      }
      List<SearchedDesign> asking = open.stream().map(searched::get).toList();
      List<Evaluation> values = evaluations.of(figure, asking);
      if (!figure.isLookup()) {
        asked.merge(figure.name(), (long) asking.size(), Long::sum);
        Set<String> different = keys.computeIfAbsent(figure.name(), _ -> new HashSet<>());
        asking.forEach(design -> different.add(figure.key(design)));
      }
      for (int k = 0; k < values.size(); k++) {
        int i = open.get(k);
        figures.get(i).put(figure.name(), values.get(k));
        violations[i] += violation(figure, values.get(k).orNaN());
      }
    }
    for (int i = 0; i < violations.length; i++) {
      add(searched.get(i), figures.get(i), violations[i]);
    }
  }

  private static Evaluation cheap(Figure figure, SearchedDesign design) {
    try {
      return Evaluation.of(figure.of(design));
    } catch (FigureException e) {
      return Evaluation.failed(String.valueOf(e.getMessage()));
    }
  }

  private double violation(Figure figure, double value) {
    double sum = 0;
    for (Constraint constraint : plan.constraints()) {
      if (constraint.figure().name().equals(figure.name())) {
        double violation = constraint.violation(value);
        if (violation > 0) {
          broken.merge(constraint.text(), 1L, Long::sum);
        }
        sum += violation;
      }
    }
    return sum;
  }

  private void add(SearchedDesign design, Map<String, Evaluation> figures, double violation) {
    double[] values = new double[plan.objectives().size()];
    for (int i = 0; i < values.length; i++) {
      Objective objective = plan.objectives().get(i);
      Evaluation evaluation = figures.get(objective.name());
      values[i] =
          evaluation == null ? Double.POSITIVE_INFINITY : objective.minimised(evaluation.orNaN());
    }
    figures.forEach((name, evaluation) -> {
      if (evaluation.number().isEmpty()) {
        failed.merge(name, new Failures(1, evaluation.note()), (before, _) -> before.andAnother());
      }
    });
    int before = archive.size();
    Archive.Entry entry = archive.add(design.encoding(), values, violation);
    if (!streamed || archive.isInFront(entry)) {
      found.put(design.encoding(), new FoundDesign(before + 1L, design.design(), figures, entry));
    }
    if (streamed && found.size() > 2 * archive.front().size() + 64) {
      Set<Encoding> kept = new HashSet<>();
      archive.front().forEach(one -> kept.add(one.encoding()));
      found.keySet().retainAll(kept);
    }
  }

  private SearchResult result(boolean exhausted) {
    List<FoundDesign> designs = new ArrayList<>(found.values());
    if (streamed) {
      designs.removeIf(one -> !archive.isInFront(one.entry()));
    }
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      if (archive.isInFront(designs.get(i).entry())) {
        front.add(i);
      }
    }
    front.sort(
        (a, b) -> Double.compare(designs.get(a).entry().value(0), designs.get(b).entry().value(0)));
    Map<String, Long> shared = new HashMap<>();
    keys.forEach(
        (name, different) -> shared.put(name, asked.getOrDefault(name, 0L) - different.size()));
    return new SearchResult(
        plan,
        designs,
        front,
        archive.size(),
        shared,
        landscape.rejections(),
        broken,
        failed,
        exhausted,
        Optional.empty());
  }
}
