package convspectrum.search.latency;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures again the designs that may belong to the front of a search. A search selects designs
 * whose measured latency is low by chance (the winner's curse); the groups measured here had no
 * part in the selection, and they alone decide. Designs whose {@linkplain FrontProbability
 * probability} is not clear are measured again, with those that could beat them, until it is, or
 * until a maximum number of groups.
 */
public final class FrontMeasuring {
  /** Groups measured of every design at least; fewer do not show how much groups differ. */
  static final int LEAST_BLOCKS = 3;

  /** Groups after which designs that are still not clear are called equivalent. */
  static final int MOST_BLOCKS = 8;

  private static final int DRAWS = 1000;

  /** A design this much slower than one as good elsewhere certainly is not on the front. */
  private static final double FAR = Math.log(1.2);

  private final Evaluations evaluations;
  private final double indifference;
  private final long seed;

  /**
   * Measures with this indifference.
   *
   * @param evaluations of the search: its journal stores these measurements too
   * @param indifference a share: of latencies that differ by less, neither is better
   */
  public FrontMeasuring(Evaluations evaluations, double indifference, long seed) {
    this.evaluations = evaluations;
    this.indifference = indifference;
    this.seed = seed;
  }

  /**
   * The result with its front measured again; unchanged if not exactly one objective is measured,
   * the front is empty, or the search was interrupted. An interruption ends it with the groups that
   * were complete by then.
   */
  public SearchResult of(SearchResult result, StudyProgress progress) {
    if (result.interrupted()) {
      return result;
    }
    List<Objective> objectives = result.plan().objectives();
    OptionalInt objective = measured(objectives);
    return objective.isPresent()
            && !result.front().isEmpty()
            && objectives.get(objective.getAsInt()).figure() instanceof MeasuredFigure figure
        ? new Trial(result, figure, objective.getAsInt()).result(progress)
        : result;
  }

  /** Whether the front of a search for these objectives is measured again, if it has one. */
  public static boolean measures(List<Objective> objectives) {
    return measured(objectives).isPresent();
  }

  private static OptionalInt measured(List<Objective> objectives) {
    int[] measured =
        IntStream.range(0, objectives.size())
            .filter(i -> objectives.get(i).figure() instanceof MeasuredFigure)
            .toArray();
    return measured.length == 1 && objectives.get(measured[0]).direction() == Direction.MIN
        ? OptionalInt.of(measured[0])
        : OptionalInt.empty();
  }

  /** The measurements of one network, shared by all designs that are the same network. */
  private static final class Fresh {
    private final List<List<Double>> blocks = new ArrayList<>();
    private double logarithms;
    private boolean failed;

    void add(Evaluation evaluation) {
      OptionalDouble number = evaluation.number();
      if (number.isEmpty()) {
        failed = true;
        return;
      }
      logarithms += Math.log(number.getAsDouble());
      blocks.add(LatencyFigure.rounds(evaluation));
    }

    /** The geometric mean over groups. */
    double latency() {
      return Math.exp(logarithms / blocks.size());
    }

    boolean isMeasured() {
      return !failed && !blocks.isEmpty();
    }
  }

  /** One design of the search. */
  private record Runner(FoundDesign found, SearchedDesign design, String key, List<Double> exact) {
    boolean isNoWorseElsewhere(Runner other) {
      for (int i = 0; i < exact.size(); i++) {
        if (exact.get(i) > other.exact.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The trial of one result. */
  private final class Trial {
    private final SearchResult result;
    private final MeasuredFigure figure;
    private final int objective;
    private final Map<String, Fresh> fresh = new LinkedHashMap<>();

    Trial(SearchResult result, MeasuredFigure figure, int objective) {
      this.result = result;
      this.figure = figure;
      this.objective = objective;
    }

    SearchResult result(StudyProgress progress) {
      List<Runner> runners = entrants();
      boolean interrupted = false;
      Map<Runner, Double> probabilities = Map.of();
      List<Runner> next = runners;
      for (int group = 1; group <= MOST_BLOCKS && !next.isEmpty() && !interrupted; group++) {
        progress.report(
            "measuring the front afresh", group - 1L, MOST_BLOCKS, next.size() + " designs");
        try {
          measure(group, next);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (interrupted && group == 1) {
          return result.asInterrupted();
        }
        if (interrupted || group >= LEAST_BLOCKS) {
          probabilities = probabilities(runners);
          next = unclear(probabilities);
        }
      }
      SearchResult decided = decided(runners, probabilities);
      return interrupted ? decided.asInterrupted() : decided;
    }

    /** Designs that may belong to the front by the search's figures; the first of equal ones. */
    private List<Runner> entrants() {
      Map<Object, Runner> different = new LinkedHashMap<>();
      for (FoundDesign found : result.designs()) {
        if (found.entry().isFeasible() && isFinite(found)) {
          Runner one = runner(found);
          different.putIfAbsent(List.of(one.key(), one.exact()), one);
        }
      }
      List<Runner> all = List.copyOf(different.values());
      List<Runner> near =
          all.stream()
              .filter(one ->
                  all.stream()
                      .noneMatch(other ->
                          other.isNoWorseElsewhere(one) && logarithm(one) - logarithm(other) > FAR))
              .toList();
      List<UncertainDesign> uncertain =
          near.stream()
              .map(one ->
                  new UncertainDesign(
                      one.exact(), List.of(List.of(LatencyFigure.rounds(searched(one))))))
              .toList();
      double[] probabilities = new FrontProbability(DRAWS, indifference, seed).of(uncertain);
      Set<FoundDesign> front = new HashSet<>(result.best());
      List<Runner> entrants = new ArrayList<>();
      for (int i = 0; i < probabilities.length; i++) {
        if (probabilities[i] >= FrontTrial.OUT || front.contains(near.get(i).found())) {
          entrants.add(near.get(i));
        }
      }
      return entrants;
    }

    private boolean isFinite(FoundDesign found) {
      return IntStream.range(0, result.plan().objectives().size())
          .allMatch(i -> Double.isFinite(found.entry().value(i)));
    }

    private Runner runner(FoundDesign found) {
      Sweep sweep = result.plan().sweep();
      SearchedDesign design =
          new SearchedDesign(sweep.spec(), found.design(), found.entry().encoding(), sweep.input());
      List<Double> exact = new ArrayList<>();
      for (int i = 0; i < result.plan().objectives().size(); i++) {
        if (i != objective) {
          exact.add(found.entry().value(i));
        }
      }
      return new Runner(found, design, figure.key(design), exact);
    }

    private Evaluation searched(Runner one) {
      return Optional.ofNullable(one.found().figures().get(figure.name())).orElseThrow();
    }

    private double logarithm(Runner one) {
      return Math.log(searched(one).orNaN());
    }

    private void measure(int group, List<Runner> runners) throws InterruptedException {
      Map<String, SearchedDesign> searched = new LinkedHashMap<>();
      runners.forEach(one -> searched.putIfAbsent(one.key(), one.design()));
      List<Evaluation> measured =
          evaluations.block(figure, "afresh " + group, List.copyOf(searched.values()));
      int i = 0;
      for (String key : searched.keySet()) {
        fresh.computeIfAbsent(key, _ -> new Fresh()).add(measured.get(i++));
      }
    }

    private Optional<Fresh> valid(Runner one) {
      return Optional.ofNullable(fresh.get(one.key()))
          .filter(Fresh::isMeasured)
          .filter(times ->
              result.plan().constraints().stream()
                  .filter(constraint -> constraint.figure().name().equals(figure.name()))
                  .allMatch(constraint -> constraint.violation(times.latency()) == 0));
    }

    /** In the order of the runners; 0 for those that failed or now break a constraint. */
    private Map<Runner, Double> probabilities(List<Runner> runners) {
      List<Runner> valid = runners.stream().filter(one -> valid(one).isPresent()).toList();
      List<UncertainDesign> uncertain =
          valid.stream()
              .map(
                  one -> new UncertainDesign(one.exact(), List.of(valid(one).orElseThrow().blocks)))
              .toList();
      double[] found = new FrontProbability(DRAWS, indifference, seed).of(uncertain);
      Map<Runner, Double> probabilities = new LinkedHashMap<>();
      runners.forEach(one -> probabilities.put(one, 0.0));
      for (int i = 0; i < found.length; i++) {
        probabilities.put(valid.get(i), found[i]);
      }
      return probabilities;
    }

    /** Those whose probability is not clear, and those that could beat them. */
    private List<Runner> unclear(Map<Runner, Double> probabilities) {
      List<Runner> unclear =
          probabilities.entrySet().stream()
              .filter(entry -> new Standing(entry.getValue(), 1).isEquivalent())
              .map(Map.Entry::getKey)
              .toList();
      Set<Runner> again = new HashSet<>(unclear);
      for (Runner one : unclear) {
        double latency = valid(one).orElseThrow().latency();
        probabilities.keySet().stream()
            .filter(other -> other.isNoWorseElsewhere(one))
            .filter(other ->
                valid(other)
                    .filter(times -> Math.abs(Math.log(times.latency() / latency)) < FAR)
                    .isPresent())
            .forEach(again::add);
      }
      return probabilities.keySet().stream().filter(again::contains).toList();
    }

    private SearchResult decided(List<Runner> runners, Map<Runner, Double> probabilities) {
      Map<Long, Standing> standings = new HashMap<>();
      Map<Long, Evaluation> latencies = new HashMap<>();
      for (Runner one : runners) {
        Fresh times = fresh.get(one.key());
        if (times != null) {
          long number = one.found().number();
          standings.put(
              number, new Standing(probabilities.getOrDefault(one, 0.0), times.blocks.size()));
          latencies.put(
              number,
              times.isMeasured()
                  ? Evaluation.of(times.latency())
                  : Evaluation.failed("could not be measured again"));
        }
      }
      List<FoundDesign> designs =
          result.designs().stream()
              .map(found -> {
                Evaluation latency = latencies.get(found.number());
                return latency == null ? found : found.with(figure.name(), latency);
              })
              .toList();
      // Of very many equally good designs none may be likely; the likeliest are then the front.
      double most = standings.values().stream().mapToDouble(Standing::probability).max().orElse(0);
      double bar = most > 0 ? Math.min(most, FrontTrial.OUT) : Double.POSITIVE_INFINITY;
      Objective first = result.plan().objectives().getFirst();
      List<Integer> front =
          IntStream.range(0, designs.size())
              .filter(i -> isIn(standings.get(designs.get(i).number()), bar))
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      i -> first.minimised(designs.get(i).figure(first.name()))))
              .toList();
      return result.with(
          designs, front, new FrontTrial(figure.name(), indifference, MOST_BLOCKS, standings));
    }

    private static boolean isIn(@Nullable Standing standing, double bar) {
      return standing != null && standing.probability() >= bar;
    }
  }
}
