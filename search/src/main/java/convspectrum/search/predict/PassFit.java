package convspectrum.search.predict;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param leftOut groups whose times do not agree with those of the others; their designs are not
 *     fitted
 */
record PassFit(PassModel.Spread spread, double halfWidth, List<Integer> leftOut) {
  private static final int FOLDS = 10;

  /** How often each spread is chosen, given the others. */
  private static final int ROUNDS = 2;

  private static final double COVERAGE = 0.9;

  /** Designs that judge a spread; a fit takes the cube of their number. */
  private static final int JUDGED = 160;

  /** A group is left out whose designs take so much more or less than the others tell. */
  private static final double STRANGE = 0.05;

  /** The same in median absolute deviations between groups. */
  private static final double STRANGE_DEVIATIONS = 6;

  /** Of fewer groups none is left out, and of others no more than one in so many. */
  private static final int FEWEST_GROUPS = 4;

  private static final double[] NOISES = {0.003, 0.005, 0.008, 0.012, 0.02, 0.035};
  private static final double[] GROUPS = {0, 0.005, 0.01, 0.02};
  private static final double[] NO_GROUPS = {0};
  private static final double[] STEPS = {0.005, 0.01, 0.02, 0.04, 0.08, 0.16};

  /** Where the choice of spreads begins. */
  private static final PassModel.Spread FIRST = new PassModel.Spread(0.012, 0, 0.01);

  PassFit {
    leftOut = List.copyOf(leftOut);
    if (!(halfWidth >= 0 && halfWidth < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(halfWidth + " standard deviations; expected 0 or more");
    }
  }

  /** Fits a table of {@link Predictor#FEWEST_DESIGNS} designs or more. */
  static PassFit of(LatencyTable table) {
    List<Integer> strange = strange(table);
    List<TimedDesign> designs = fitted(table, strange);
    PassModel.Spread spread = likeliest(table, designs);
    double[] errors =
        errors(table, designs, spread).stream().mapToDouble(Left::standardised).toArray();
    return new PassFit(spread, Robust.quantile(errors, COVERAGE), strange);
  }

  private static List<TimedDesign> fitted(LatencyTable table, List<Integer> leftOut) {
    return table.designs().stream().filter(one -> !leftOut.contains(one.group())).toList();
  }

  /**
   * A design that was left out of a fit.
   *
   * @param relative its measured time over the predicted one, less 1
   * @param error the standard deviation of that
   */
  private record Left(int group, double relative, double error) {
    double standardised() {
      return Math.abs(relative) / error;
    }
  }

  /** The error of each design when its part is left out of the fit. */
  private static List<Left> errors(
      LatencyTable table, List<TimedDesign> designs, PassModel.Spread spread) {
    List<Left> errors = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<TimedDesign> rest = new ArrayList<>();
      List<TimedDesign> left = new ArrayList<>();
      for (int i = 0; i < designs.size(); i++) {
        (fold(table, designs, i) == fold ? left : rest).add(designs.get(i));
      }
      if (!left.isEmpty()) {
        PassModel without = model(new StepPrior(table.steps(), rest), table, rest, spread);
        for (TimedDesign design : left) {
          List<StepType> steps = steps(table, design);
          double expected = without.callNanos() + steps.stream().mapToDouble(without::nanos).sum();
          errors.add(
              new Left(design.group(), nanos(design) / expected - 1, without.relativeError(steps)));
        }
      }
    }
    return errors;
  }

  /**
   * The groups in which something went wrong: their designs, left out of the fit, took much more or
   * much less beside the baseline than those of the other groups.
   */
  private static List<Integer> strange(LatencyTable table) {
    Map<Integer, List<Double>> byGroup = new TreeMap<>();
    if (table.groups().size() >= FEWEST_GROUPS) {
      errors(table, table.designs(), FIRST)
          .forEach(one ->
              byGroup.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one.relative()));
    }
    if (byGroup.size() < FEWEST_GROUPS) {
      return List.of();
    }
    Map<Integer, Double> middles = new TreeMap<>();
    byGroup.forEach((group, errors) -> middles.put(group, Robust.median(errors)));
    double centre = Robust.median(List.copyOf(middles.values()));
    double usual =
        Robust.median(middles.values().stream().map(one -> Math.abs(one - centre)).toList());
    List<Integer> strange =
        middles.entrySet().stream()
            .filter(one ->
                Math.abs(one.getValue() - centre) > Math.max(STRANGE, STRANGE_DEVIATIONS * usual))
            .map(Map.Entry::getKey)
            .toList();
    boolean few =
        strange.size() <= middles.size() / FEWEST_GROUPS
            && fitted(table, strange).size() >= Predictor.FEWEST_DESIGNS;
    return few ? strange : List.of();
  }

  /** The model of the designs of a table. */
  PassModel model(LatencyTable table) {
    List<TimedDesign> designs = fitted(table, leftOut);
    return model(new StepPrior(table.steps(), designs), table, designs, spread);
  }

  /** The part of a design: groups stay together, since their designs share what disturbed them. */
  private static int fold(LatencyTable table, List<TimedDesign> designs, int design) {
    return (table.groups().size() < FOLDS ? design : designs.get(design).group()) % FOLDS;
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
    PassModel.Spread best = new PassModel.Spread(FIRST.noise(), groups[0], FIRST.steps());
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
