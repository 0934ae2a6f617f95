package convspectrum.search.run;

import convspectrum.search.design.SpaceFile;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.SearchResult.Failures;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SearchResult.Rung;
import convspectrum.search.solution.Certificate;
import convspectrum.search.solution.ExactPlan;
import convspectrum.search.solution.ExactSearch;
import convspectrum.search.solution.SumSpace;
import convspectrum.search.solution.UnkeptException;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Strategy;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches a space. The strategy sees figures only in whole batches, so that neither threads nor an
 * interruption change what it proposes: a search that runs again with the evaluations of an earlier
 * one in its journal takes the same path and continues where that one ended.
 */
public final class SpaceSearch {
  /** The task of progress that counts evaluated designs. */
  public static final String EVALUATING = "evaluating";

  private final SearchPlan plan;
  private final Optional<SpaceFile> sums;
  private final Evaluations evaluations;
  private final SpaceLandscape landscape;
  private final List<Figure> cheap;
  private final List<Figure> expensive;
  private final Archive archive;
  private final KeptDesigns kept;
  private final SecondLooks looks;
  private Optional<Certificate> certificate = Optional.empty();
  private List<Rung> rungs = List.of();

  /** Designs that will be evaluated at most. */
  private long most;

  private final Map<String, Long> asked = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, Long> broken = new LinkedHashMap<>();
  private final Map<String, Failures> failed = new LinkedHashMap<>();

  /** A search according to this plan. */
  public SpaceSearch(SearchPlan plan, Evaluations evaluations) {
    this(plan, evaluations, Optional.empty());
  }

  /**
   * A search according to this plan.
   *
   * @param sums where tables of sums are kept that an exact search is made from
   */
  public SpaceSearch(SearchPlan plan, Evaluations evaluations, Optional<SpaceFile> sums) {
    this.plan = plan;
    this.sums = sums;
    this.evaluations = evaluations;
    this.landscape = new SpaceLandscape(plan);
    this.most = plan.most();
    this.cheap = plan.figures().stream().filter(Figure::isCheap).toList();
    this.expensive = plan.figures().stream().filter(figure -> !figure.isCheap()).toList();
    this.archive = plan.keepsAll() ? new Archive() : Archive.ofFront();
    this.looks = new SecondLooks(plan, evaluations);
    this.kept = new KeptDesigns(archive, !plan.keepsAll(), plan.seed());
  }

  /** Searches with nobody listening to the designs. */
  public SearchResult run(StudyProgress progress) {
    return run(progress, _ -> {});
  }

  /**
   * Searches until the budget is spent, nothing is left, or the thread is interrupted. The result
   * then has the designs that were complete by then.
   *
   * @param progress called after every evaluation that takes time, and every batch
   * @param listener is given all evaluated designs, batch by batch, kept or not
   * @throws NoDesignException where no design keeps the constraints
   * @throws InterruptedSearchException where it is interrupted before the first design is complete
   */
  public SearchResult run(StudyProgress progress, SearchListener listener) {
    Strategy strategy =
        plan.isExact() ? solved(progress) : plan.isHalving() ? halved(progress) : started();
    boolean exhausted = false;
    boolean interrupted = Thread.interrupted();
    while (archive.size() < plan.budget() && !exhausted && !interrupted) {
      progress.report(EVALUATING, archive.size(), most, note());
      int room = (int) Math.min(Integer.MAX_VALUE, plan.budget() - archive.size());
      List<Encoding> batch = strategy.propose(archive, room);
      exhausted = batch.isEmpty();
      interrupted =
          !evaluate(batch.subList(0, Math.min(batch.size(), room)), progress, listener)
              || Thread.interrupted();
      if (archive.size() > 0) {
        listener.stands(() -> result(false));
      }
    }
    progress.report(EVALUATING, archive.size(), most, note());
    if (archive.size() == 0) {
      if (interrupted) {
        throw new InterruptedSearchException();
      }
      throw new NoDesignException(new NothingKept(plan, landscape).message());
    }
    return result(interrupted);
  }

  private Strategy started() {
    return plan.strategy().start(landscape, plan.seed(), origin());
  }

  /** The design of the defaults and of what is fixed. */
  private Encoding origin() {
    return landscape.canonical(landscape.encoding(plan.sweep().base()));
  }

  /** Halves designs; those that are left are evaluated. */
  private Strategy halved(StudyProgress progress) {
    Halving halving = new Halving(plan, landscape, evaluations, progress);
    try {
      List<Encoding> left = halving.survivors(origin());
      most = left.size();
      rungs = halving.rungs();
      return new Listed(left);
    } catch (InterruptedException e) {
      throw new InterruptedSearchException();
    }
  }

  /** Solves the sums; what is evaluated then is certain. */
  private Strategy solved(StudyProgress progress) {
    try {
      SumSpace space =
          new SumSpace(
              landscape,
              landscape::searched,
              plan.sweep().parameters(),
              origin(),
              plan.seed(),
              sums.filter(_ -> plan.sweep().isLarge()));
      ExactSearch.Solved solved =
          new ExactSearch(
                  ExactPlan.of(plan.objectives(), plan.constraints()), space, most, progress)
              .solve();
      certificate = Optional.of(solved.certificate());
      return new Listed(solved.designs());
    } catch (UnkeptException e) {
      throw new NoDesignException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw new InterruptedSearchException();
    }
  }

  private String note() {
    return "front of " + archive.frontSize();
  }

  /**
   * Evaluates a batch.
   *
   * @return false if it was interrupted; designs whose figures were complete by then count
   */
  private boolean evaluate(List<Encoding> batch, StudyProgress progress, SearchListener listener) {
    List<SearchedDesign> searched = batch.stream().map(landscape::searched).toList();
    List<Map<String, Evaluation>> figures = new ArrayList<>();
    double[] violations = new double[batch.size()];
    for (SearchedDesign design : searched) {
      Map<String, Evaluation> known = new HashMap<>();
      cheap.forEach(figure -> known.put(figure.name(), Scoring.cheap(figure, design)));
      figures.add(known);
    }
    boolean[] missing = new boolean[violations.length];
    boolean[] out = new boolean[violations.length];
    boolean interrupted = false;
    for (Figure figure : expensive) {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < violations.length; i++) {
        // No expensive figure is computed for a design that certainly breaks a constraint.
        if (!out[i] && !missing[i]) {
          open.add(i);
        }
      }
      List<SearchedDesign> asking = open.stream().map(searched::get).toList();
      if (!interrupted) {
        try {
          Evaluations.Watch watch =
              (done, total) ->
                  progress.report(
                      EVALUATING,
                      archive.size(),
                      most,
                      "%s %d of %d, %s".formatted(figure.name(), done, total, note()));
          evaluations.find(figure, asking, watch);
          if (figure instanceof MeasuredFigure measured) {
            looks.look(measured, asking, watch);
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      for (int i : open) {
        SearchedDesign design = searched.get(i);
        Optional<Evaluation> found =
            evaluations.found(figure, design).map(one -> looks.together(figure, design, one));
        missing[i] = found.isEmpty();
        if (found.isPresent()) {
          Evaluation evaluation = found.get();
          figures.get(i).put(figure.name(), evaluation);
          double violation = violation(figure, evaluation.orNaN());
          violations[i] += violation;
          out[i] |= violation > 0 && !plan.isUnsure(figure, evaluation);
          if (!figure.isLookup()) {
            asked.merge(figure.name(), 1L, Long::sum);
            keys.computeIfAbsent(figure.name(), _ -> new HashSet<>()).add(figure.key(design));
          }
        }
      }
    }
    List<FoundDesign> added = new ArrayList<>();
    for (int i = 0; i < violations.length; i++) {
      if (!missing[i]) {
        added.add(add(searched.get(i), figures.get(i), violations[i]));
      }
    }
    listener.found(added);
    return !interrupted;
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

  private FoundDesign add(
      SearchedDesign design, Map<String, Evaluation> figures, double violation) {
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
    Archive.Entry entry = archive.add(design.encoding(), values, violation);
    FoundDesign found = new FoundDesign(archive.size(), design.design(), figures, entry);
    kept.add(found);
    return found;
  }

  private SearchResult result(boolean interrupted) {
    List<FoundDesign> designs = kept.inOrder();
    Set<Archive.Entry> best = new HashSet<>(archive.front());
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      // Of an exact front, each design is one that no other beats, ties too.
      if (certificate.map(Certificate::isWhole).orElse(false)
          || best.contains(designs.get(i).entry())) {
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
        interrupted,
        Optional.empty(),
        List.of(),
        certificate,
        rungs);
  }
}
