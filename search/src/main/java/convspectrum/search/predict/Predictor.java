package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.spec.graph.Graph;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Predicts the latency of networks from a table. The prediction is a sum over the steps of the
 * network, in whole picoseconds. Its interval is as wide as it has to be so that the times of
 * designs that were left out of the fit lie inside (cross-validation in {@value #FOLDS} parts).
 */
public final class Predictor {
  /** The name of the part of a prediction that is the call itself. */
  public static final String CALL = "call";

  /** Fewer designs fix nothing. */
  static final int FEWEST_DESIGNS = 10;

  private static final int FOLDS = 10;

  /** How often each spread is chosen, given the others. */
  private static final int ROUNDS = 2;

  private static final double COVERAGE = 0.9;

  /** Designs that judge a spread; a fit takes the cube of their number. */
  private static final int JUDGED = 160;

  private static final double[] NOISES = {0.003, 0.005, 0.008, 0.012, 0.02, 0.035};
  private static final double[] GROUPS = {0, 0.005, 0.01, 0.02};
  private static final double[] NO_GROUPS = {0};
  private static final double[] STEPS = {0.005, 0.01, 0.02, 0.04, 0.08, 0.16};

  private final PassModel model;
  private final double halfWidth;
  private final Optional<Transfer> transfer;

  private Predictor(PassModel model, double halfWidth, Optional<Transfer> transfer) {
    this.model = model;
    this.halfWidth = halfWidth;
    this.transfer = transfer;
  }

  /**
   * Fits a predictor.
   *
   * @throws LatencyTableException where the table holds too few designs
   */
  public static Predictor of(LatencyTable table) {
    List<TimedDesign> designs = table.designs();
    if (designs.size() < FEWEST_DESIGNS) {
      throw new LatencyTableException(
          "the latency table of %s holds %d designs; expected %d or more; try predict calibrate"
              .formatted(table.space(), designs.size(), FEWEST_DESIGNS));
    }
    PassModel.Spread spread = likeliest(table, designs);
    double[] errors = new double[designs.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      List<TimedDesign> rest =
          IntStream.range(0, designs.size())
              .filter(i -> fold(table, i) != left)
              .mapToObj(designs::get)
              .toList();
      PassModel without = model(new StepPrior(table.steps(), rest), table, rest, spread);
      for (int i = 0; i < errors.length; i++) {
        if (fold(table, i) == fold) {
          List<StepType> steps = steps(table, designs.get(i));
          double expected = without.callNanos() + steps.stream().mapToDouble(without::nanos).sum();
          double relative = nanos(designs.get(i)) / expected - 1;
          errors[i] = Math.abs(relative) / without.relativeError(steps);
        }
      }
    }
    return new Predictor(
        model(new StepPrior(table.steps(), designs), table, designs, spread),
        Robust.quantile(errors, COVERAGE),
        table.transfer());
  }

  /** The part of a design: groups stay together, since their designs share what disturbed them. */
  private static int fold(LatencyTable table, int design) {
    return (table.groups().size() < FOLDS ? design : table.designs().get(design).group()) % FOLDS;
  }

  /** The spread under which the measured times are likeliest, judged by some of the designs. */
  private static PassModel.Spread likeliest(LatencyTable table, List<TimedDesign> designs) {
    int step = Math.ceilDiv(designs.size(), JUDGED);
    List<TimedDesign> some =
        IntStream.range(0, designs.size())
            .filter(i -> i % step == 0)
            .mapToObj(designs::get)
            .toList();
    StepPrior prior = new StepPrior(table.steps(), designs);
    ToDoubleFunction<PassModel.Spread> likelihood =
        tried -> model(prior, table, some, tried).likelihood();
    double[] groups = table.groups().size() > 1 ? GROUPS : NO_GROUPS;
    PassModel.Spread best = new PassModel.Spread(NOISES[3], groups[0], STEPS[1]);
    for (int round = 0; round < ROUNDS; round++) {
      PassModel.Spread now = best;
      best =
          likeliest(likelihood, NOISES, its -> new PassModel.Spread(its, now.group(), now.steps()));
      PassModel.Spread noise = best;
      best =
          likeliest(
              likelihood, groups, its -> new PassModel.Spread(noise.noise(), its, noise.steps()));
      PassModel.Spread group = best;
      best =
          likeliest(
              likelihood, STEPS, its -> new PassModel.Spread(group.noise(), group.group(), its));
    }
    return best;
  }

  private static PassModel.Spread likeliest(
      ToDoubleFunction<PassModel.Spread> likelihood,
      double[] values,
      DoubleFunction<PassModel.Spread> spread) {
    return DoubleStream.of(values)
        .mapToObj(spread)
        .max(Comparator.comparingDouble(likelihood))
        .orElseThrow();
  }

  private static PassModel model(
      StepPrior prior, LatencyTable table, List<TimedDesign> designs, PassModel.Spread spread) {
    return PassModel.of(
        prior,
        designs.stream().map(design -> steps(table, design)).toList(),
        designs.stream().mapToDouble(Predictor::nanos).toArray(),
        designs.stream().mapToInt(TimedDesign::group).toArray(),
        spread);
  }

  private static double nanos(TimedDesign design) {
    return design.milliseconds() * 1e6;
  }

  private static List<StepType> steps(LatencyTable table, TimedDesign design) {
    return design.steps().stream().map(table.steps()::get).toList();
  }

  /** The time of a pass with these steps. */
  public Prediction of(List<RuntimeStep> steps) {
    return ofTypes(steps.stream().map(StepType::of).toList());
  }

  /** The time of a pass with steps of these types. */
  public Prediction ofTypes(List<StepType> steps) {
    long sum = callPicoseconds();
    long regressed = 0;
    for (StepType step : steps) {
      long its = picoseconds(step);
      sum = Math.addExact(sum, its);
      regressed += model.isRegressed(step) ? its : 0;
    }
    double ms = (double) sum / Prediction.PICOSECONDS_PER_MS;
    double half =
        Math.hypot(
            halfWidth * model.relativeError(steps), transfer.map(Transfer::usualError).orElse(0.0));
    return new Prediction(
        sum, ms * Math.max(0, 1 - half), ms * (1 + half), sum == 0 ? 0 : (double) regressed / sum);
  }

  /** Picoseconds that a step adds to a pass. */
  public long picoseconds(StepType step) {
    return Math.round(model.nanos(step) * 1000 * factor(step.kernel()));
  }

  /** Picoseconds of a pass without steps. */
  public long callPicoseconds() {
    return Math.round(model.callNanos() * 1000 * factor(CALL));
  }

  private double factor(String kernel) {
    return transfer.map(how -> how.factor(kernel)).orElse(1.0);
  }

  /** Picoseconds by position, {@value #CALL} among them; their sum is the prediction. */
  public Map<String, Long> parts(Graph graph, List<RuntimeStep> steps) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put(CALL, callPicoseconds());
    SpaceSteps.positions(graph, steps)
        .forEach((position, types) ->
            parts.put(position, types.stream().mapToLong(this::picoseconds).sum()));
    return parts;
  }
}
