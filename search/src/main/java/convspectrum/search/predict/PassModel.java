package convspectrum.search.predict;

import convspectrum.executor.statistics.Robust;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The time of a pass as a sum, fitted to the times of whole designs:
 *
 * <pre>
 * t = call + Σ (each + scale · m + d)        over the steps, m their prior means
 * </pre>
 *
 * <p>Every unknown has a normal prior around 0 (of {@code scale}, around 1), and the measured times
 * a relative error: Bayesian linear regression, solved in its dual with one equation for each
 * design, since there are more steps than designs (Rasmussen and Williams, Gaussian Processes for
 * Machine Learning, section 2.1.2). What a design takes beyond the sum of what its steps took in
 * profiles is so shared out among its steps, and most to those that are known least.
 */
final class PassModel {
  /** Standard deviation of the time of a call, as a share of the median design. */
  private static final double CALL = 0.2;

  /** Standard deviation of the time that every step takes beside its own, in nanoseconds. */
  private static final double EACH_NANOS = 500;

  /** Standard deviation of the factor between profiles and passes. */
  private static final double SCALE = 0.3;

  private static final int PLACES_BEFORE = 3;

  private final StepPrior prior;
  private final Spread spread;
  private final double callNanos;
  private final Map<StepType, Integer> places = new HashMap<>();
  private final double[] unknowns;
  private final SparseVector[] rows;
  private final CholeskyDecomposition cholesky;
  private final double likelihood;

  /**
   * How much times may differ from their expectation, relative to them.
   *
   * @param noise standard deviation of a measured time
   * @param group standard deviation of what all times of a group share: they are ratios to one
   *     measurement of the baseline, which had a place in memory of its own
   * @param steps standard deviation of a step whose time is known from profiles
   */
  record Spread(double noise, double group, double steps) {
    Spread {
      if (!(noise > 0 && noise < 1) || !(group >= 0 && group < 1) || !(steps > 0 && steps < 1)) {
        throw new IllegalArgumentException(
            "spreads %s, %s and %s; expected shares between 0 and 1"
                .formatted(noise, group, steps));
      }
    }
  }

  /**
   * Fits the model. A call takes no negative time: where the times of designs would have it so,
   * they are fitted again without it.
   *
   * @param designs the steps of each design, at least one design
   * @param nanos the time of each, above 0
   * @param groups the group of each
   */
  static PassModel of(
      StepPrior prior, List<List<StepType>> designs, double[] nanos, int[] groups, Spread spread) {
    double call = CALL * Robust.median(nanos);
    PassModel free = new PassModel(prior, designs, nanos, groups, spread, call);
    return free.unknowns[0] < 0 ? new PassModel(prior, designs, nanos, groups, spread, 0) : free;
  }

  private PassModel(
      StepPrior prior,
      List<List<StepType>> designs,
      double[] nanos,
      int[] groups,
      Spread spread,
      double callNanos) {
    this.prior = prior;
    this.spread = spread;
    this.callNanos = callNanos;
    for (List<StepType> steps : designs) {
      for (StepType step : steps) {
        places.putIfAbsent(step, PLACES_BEFORE + places.size());
      }
    }
    int n = designs.size();
    this.rows = new SparseVector[n];
    RealVector residuals = new ArrayRealVector(n);
    for (int i = 0; i < n; i++) {
      Sum sum = sum(designs.get(i));
      rows[i] = sum.vector().times(1 / nanos[i]);
      residuals.setEntry(i, (nanos[i] - sum.nanos()) / nanos[i]);
    }
    RealMatrix covariance = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double together = groups[i] == groups[j] ? spread.group() * spread.group() : 0;
        double value = rows[i].dot(rows[j]) + together;
        covariance.setEntry(i, j, value);
        covariance.setEntry(j, i, value);
      }
      covariance.addToEntry(i, i, spread.noise() * spread.noise());
    }
    this.cholesky = new CholeskyDecomposition(covariance, 1e-6, 0);
    RealVector weights = cholesky.getSolver().solve(residuals);
    this.unknowns = new double[PLACES_BEFORE + places.size()];
    for (int i = 0; i < n; i++) {
      rows[i].addTo(unknowns, weights.getEntry(i));
    }
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      logDeterminant += Math.log(cholesky.getL().getEntry(i, i));
    }
    this.likelihood = -residuals.dotProduct(weights) / 2 - logDeterminant;
  }

  /** The logarithm of the probability of the measured times, up to a constant. */
  double likelihood() {
    return likelihood;
  }

  /**
   * Steps as the model sees them.
   *
   * @param nanos sum of the prior means
   * @param vector by place, the standard deviation of what each unknown adds
   * @param otherVariance of steps that no design has, in square nanoseconds
   */
  private record Sum(double nanos, SparseVector vector, double otherVariance) {}

  private Sum sum(List<StepType> steps) {
    int[] at = new int[PLACES_BEFORE + steps.size()];
    double[] elements = new double[at.length];
    Map<StepType, Double> others = new HashMap<>();
    double nanos = 0;
    int size = PLACES_BEFORE;
    for (StepType step : steps) {
      double mean = prior.nanos(step);
      double own = mean * spreadOf(step);
      nanos += mean;
      Integer place = places.get(step);
      if (place == null) {
        others.merge(step, own, Double::sum);
      } else {
        at[size] = place;
        elements[size++] = own;
      }
    }
    at[1] = 1;
    at[2] = 2;
    elements[0] = callNanos;
    elements[1] = EACH_NANOS * steps.size();
    elements[2] = SCALE * nanos;
    double variance = others.values().stream().mapToDouble(sd -> sd * sd).sum();
    return new Sum(nanos, SparseVector.of(at, elements, size), variance);
  }

  private double spreadOf(StepType step) {
    return prior.isProfiled(step) ? spread.steps() : prior.regressionError(step);
  }

  /** Nanoseconds of the call itself, 0 or more. */
  double callNanos() {
    return callNanos * unknowns[0];
  }

  /** Nanoseconds of a step in a pass, 0 or more. */
  double nanos(StepType step) {
    double mean = prior.nanos(step);
    Integer own = places.get(step);
    return Math.max(
        0,
        mean * (1 + SCALE * unknowns[2])
            + EACH_NANOS * unknowns[1]
            + (own == null ? 0 : mean * spreadOf(step) * unknowns[own]));
  }

  /** Standard deviation of the measured time of a pass with these steps, as a share of it. */
  double relativeError(List<StepType> steps) {
    double nanos = callNanos() + steps.stream().mapToDouble(this::nanos).sum();
    Sum sum = sum(steps);
    SparseVector row = sum.vector().times(1 / nanos);
    RealVector shared = new ArrayRealVector(rows.length);
    for (int i = 0; i < rows.length; i++) {
      shared.setEntry(i, row.dot(rows[i]));
    }
    double known = shared.dotProduct(cholesky.getSolver().solve(shared));
    double variance =
        Math.max(0, row.dot(row) - known)
            + sum.otherVariance() / (nanos * nanos)
            + spread.group() * spread.group()
            + spread.noise() * spread.noise();
    return Math.sqrt(variance);
  }

  /** Whether no design that was timed has the step. */
  boolean isRegressed(StepType step) {
    return !places.containsKey(step);
  }
}
