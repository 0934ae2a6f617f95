package convspectrum.search.predict;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is found out once about a table: the spreads of the priors under which its times are
 * likeliest, and how wide intervals have to be so that the times of designs that were left out of
 * the fit lie inside (cross-validation in {@value #FOLDS} parts). It takes some dozen fits; the
 * {@linkplain #model model} itself takes one.
 *
 * @param spread of times around their expectation
 * @param halfWidth half the width of a 90 % interval, in standard deviations of the model
 */
record PassFit(PassModel.Spread spread, double halfWidth) {
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

  PassFit {
    if (!(halfWidth >= 0 && halfWidth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(halfWidth + " standard deviations; expected 0 or more");
    }
  }

  /** Fits a table of {@link Predictor#FEWEST_DESIGNS} designs or more. */
  static PassFit of(LatencyTable table) {
    List<TimedDesign> designs = table.designs();
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
    return new PassFit(spread, Robust.quantile(errors, COVERAGE));
  }

  /** The model of all designs of a table. */
  PassModel model(LatencyTable table) {
    List<TimedDesign> designs = table.designs();
    return model(new StepPrior(table.steps(), designs), table, designs, spread);
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
        designs.stream().mapToDouble(PassFit::nanos).toArray(),
        designs.stream().mapToInt(TimedDesign::group).toArray(),
        spread);
  }

  private static double nanos(TimedDesign design) {
    return design.milliseconds() * 1e6;
  }

  private static List<StepType> steps(LatencyTable table, TimedDesign design) {
    return design.steps().stream().map(table.steps()::get).toList();
  }
}
