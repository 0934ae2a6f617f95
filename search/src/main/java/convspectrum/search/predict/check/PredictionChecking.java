package convspectrum.search.predict.check;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.predict.DesignTimer;
import convspectrum.search.predict.DesignTimer.GroupTimes;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.predict.LatencyTableException;
import convspectrum.search.predict.StepType;
import convspectrum.search.predict.Transfer;
import convspectrum.search.predict.check.FreshDesigns.Drawn;
import convspectrum.search.predict.figure.NetworkPredictor;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Predicts designs, then measures them as those of the table were measured. */
public final class PredictionChecking {
  /**
   * How often a design is timed, each time at other places in memory and beside other designs: what
   * a single placement adds by chance is no error of a prediction.
   */
  private static final int PLACEMENTS = 3;

  private final LatencyTable table;
  private final Sweep sweep;
  private final NetworkPredictor predictor;
  private final long seed;

  /**
   * A check of a table.
   *
   * @param sweep the space that the table was made of
   * @param predictor by that table
   * @param seed of the forest
   */
  public PredictionChecking(
      LatencyTable table, Sweep sweep, NetworkPredictor predictor, long seed) {
    this.table = table;
    this.sweep = sweep;
    this.predictor = predictor;
    this.seed = seed;
  }

  /** A design whose prediction was made before it is measured. */
  private record Expected(Drawn drawn, Predicted predicted, List<Double> others) {}

  /**
   * Checks designs. Where the thread is interrupted, the result has those that were complete.
   *
   * @param opener opens what measures
   * @throws LatencyTableException where no design was measured
   */
  public PredictionCheck of(
      List<Drawn> designs, DesignTimer.Opener opener, StudyProgress progress) {
    double scale = table.transfer().map(Transfer::common).orElse(1.0);
    List<TimedNetwork> examples =
        table.designs().stream()
            .map(design ->
                new TimedNetwork(
                    network(design).graph(), work(design), design.milliseconds() * scale))
            .toList();
    List<SimplePredictor> simple = SimplePredictor.fitted(examples, seed);
    List<Expected> expected = new ArrayList<>();
    String refused = "none was drawn";
    for (Drawn drawn : designs) {
      try {
        expected.add(expected(drawn, simple));
      } catch (UnsupportedGraphException e) {
        refused = drawn.label() + ": " + e.getMessage();
      }
    }
    if (expected.isEmpty()) {
      throw new LatencyTableException(
          "found no design that %s runs (%s); expected at least one"
              .formatted(predictor.name(), refused));
    }
    return new Measured(simple, examples.size(), designs.size() - expected.size())
        .of(expected, opener, progress);
  }

  private Expected expected(Drawn drawn, List<SimplePredictor> simple) {
    List<RuntimeStep> steps = predictor.steps(drawn.network());
    List<Work> work = steps.stream().map(RuntimeStep::work).toList();
    return new Expected(
        drawn,
        predictor.of(steps),
        simple.stream().map(one -> one.milliseconds(drawn.network().graph(), work)).toList());
  }

  private Network network(TimedDesign design) {
    return Network.design(sweep.spec(), sweep.spec().design(design.choices()), sweep.input());
  }

  private List<Work> work(TimedDesign design) {
    return design.steps().stream().map(table.steps()::get).map(StepType::work).toList();
  }

  /** What was measured so far. */
  private final class Measured {
    private final List<SimplePredictor> simple;
    private final int examples;
    private final int refused;
    private final Map<Expected, List<Double>> overBaseline = new IdentityHashMap<>();
    private final List<Double> baselines = new ArrayList<>();
    private final List<String> noises = new ArrayList<>();

    Measured(List<SimplePredictor> simple, int examples, int refused) {
      this.simple = simple;
      this.examples = examples;
      this.refused = refused;
    }

    PredictionCheck of(List<Expected> expected, DesignTimer.Opener opener, StudyProgress progress) {
      boolean interrupted = false;
      List<Expected> order = new ArrayList<>(expected);
      try (DesignTimer timer =
          opener.open(expected.stream().map(one -> one.drawn().network()).toList())) {
        int done = 0;
        for (int placement = 0; placement < PLACEMENTS; placement++) {
          for (List<Expected> group : DesignTimer.groups(order)) {
            progress.report("checking", done, PLACEMENTS * expected.size(), "");
            group(timer, group);
            done += group.size();
          }
          Collections.shuffle(order, new Random(seed + placement));
        }
        progress.report("checking", done, done, "");
      } catch (InterruptedException e) {
        interrupted = true;
      }
      List<CheckedDesign> checked =
          expected.stream().filter(overBaseline::containsKey).map(this::checked).toList();
      if (checked.isEmpty()) {
        throw new LatencyTableException(
            interrupted
                ? "interrupted before the first group of designs was measured"
                : "found no design that could be timed; expected at least one");
      }
      return new PredictionCheck(
          checked,
          simple.stream().map(SimplePredictor::name).toList(),
          examples,
          refused,
          Robust.median(baselines) / table.baselineMs() - 1,
          DesignTimer.noisy(noises).orElse(noises.getLast()),
          interrupted);
    }

    private void group(DesignTimer timer, List<Expected> group) throws InterruptedException {
      GroupTimes times = timer.time(group.stream().map(one -> one.drawn().network()).toList());
      baselines.add(times.baselineMs());
      noises.add(times.noise());
      for (int i = 0; i < group.size(); i++) {
        Expected one = group.get(i);
        times
            .designs()
            .get(i)
            .ifPresent(time ->
                overBaseline.computeIfAbsent(one, _ -> new ArrayList<>()).add(time.overBaseline()));
      }
    }

    private CheckedDesign checked(Expected one) {
      return new CheckedDesign(
          one.drawn().label(),
          one.predicted().value(),
          one.predicted().low(),
          one.predicted().high(),
          one.predicted().regressed(),
          Robust.median(overBaseline.getOrDefault(one, List.of())) * table.baselineMs(),
          one.drawn().inTable(),
          one.others());
    }
  }
}
