package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Estimates the time of a step from the amount of its work, for steps that nobody measured: for
 * each kind of step, ln t is linear in the logarithms of the computed MACs, of the bytes of its
 * values and of the bytes of its weights. Kinds with few measured steps share one regression.
 */
final class StepRegression {
  /** A kind with fewer measured steps has no regression of its own. */
  private static final int FEWEST = 12;

  /** Weight of the prior that coefficients are 0, in observations of unit variance. */
  private static final double RIDGE = 0.1;

  /** Standard deviation of ln t where no step was measured at all. */
  private static final double UNKNOWN = 1.5;

  /** Least standard deviation of ln t: other shapes than those measured may be worse. */
  private static final double LEAST = 0.1;

  /**
   * Factor on the standard deviation of the residuals: a shape with a cliff of its own, which no
   * measured one has, takes several times as long as expected.
   */
  private static final double HEAVY_TAIL = 1.5;

  /** A rough speed of one core: the start of everything where no step was measured. */
  private static final double MACS_PER_NANO = 40;

  private static final double BYTES_PER_NANO = 15;
  private static final double LEAST_NANOS = 300;

  private final Map<String, Line> byKernel;
  private final Line pooled;

  /** A fitted function: offset and slopes of the centred features, with its error. */
  private record Line(List<Double> slopes, List<Double> centre, double mean, double error) {
    double at(double[] features) {
      double sum = mean;
      for (int i = 0; i < features.length; i++) {
        sum += slopes.get(i) * (features[i] - centre.get(i));
      }
      return sum;
    }
  }

  private StepRegression(Map<String, Line> byKernel, Line pooled) {
    this.byKernel = byKernel;
    this.pooled = pooled;
  }

  /**
   * Fits the regressions.
   *
   * @param nanos the time of each type, above 0
   */
  static StepRegression of(List<StepType> types, List<Double> nanos) {
    Map<String, List<Integer>> places = new HashMap<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      places.computeIfAbsent(types.get(i).kernel(), _ -> new ArrayList<>()).add(i);
      all.add(i);
    }
    Map<String, Line> lines = new HashMap<>();
    places.forEach((kernel, its) -> {
      if (its.size() >= FEWEST) {
        lines.put(kernel, line(types, nanos, its));
      }
    });
    return new StepRegression(lines, line(types, nanos, all));
  }

  /** Estimated nanoseconds. */
  double nanos(StepType type) {
    Line line = byKernel.getOrDefault(type.kernel(), pooled);
    return line.slopes().isEmpty() ? rough(type.work()) : Math.exp(line.at(features(type.work())));
  }

  /** Standard deviation of the logarithm of the estimate. */
  double error(StepType type) {
    return byKernel.getOrDefault(type.kernel(), pooled).error();
  }

  private static double rough(Work work) {
    return LEAST_NANOS
        + work.computedMacs() / MACS_PER_NANO
        + (work.valueBytes() + work.weightBytes()) / BYTES_PER_NANO;
  }

  private static double[] features(Work work) {
    return new double[] {
      Math.log1p(work.computedMacs()),
      Math.log1p(work.valueBytes()),
      Math.log1p(work.weightBytes()),
      Math.log(rough(work))
    };
  }

  private static Line line(List<StepType> types, List<Double> nanos, List<Integer> places) {
    if (places.isEmpty()) {
      return new Line(List.of(), List.of(), 0, UNKNOWN);
    }
    int n = places.size();
    int width = features(types.get(places.getFirst()).work()).length;
    RealMatrix x = new Array2DRowRealMatrix(n, width);
    RealVector y = new ArrayRealVector(n);
    for (int i = 0; i < n; i++) {
      x.setRow(i, features(types.get(places.get(i)).work()));
      y.setEntry(i, Math.log(nanos.get(places.get(i))));
    }
    double mean = y.getL1Norm() == 0 ? 0 : mean(y);
    y.mapSubtractToSelf(mean);
    List<Double> centre = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      double middle = mean(x.getColumnVector(k));
      centre.add(middle);
      x.setColumnVector(k, x.getColumnVector(k).mapSubtract(middle));
    }
    RealMatrix normal = x.transpose().multiply(x);
    for (int k = 0; k < width; k++) {
      normal.addToEntry(k, k, RIDGE);
    }
    RealVector slopes =
        new CholeskyDecomposition(normal, 1e-9, 0).getSolver().solve(x.transpose().operate(y));
    double squares = y.subtract(x.operate(slopes)).getNorm();
    double error = HEAVY_TAIL * Math.sqrt(squares * squares / Math.max(1, n - width - 1));
    return new Line(
        Arrays.stream(slopes.toArray()).boxed().toList(),
        centre,
        mean,
        Math.max(LEAST, n > width + 1 ? error : UNKNOWN));
  }

  private static double mean(RealVector values) {
    double sum = 0;
    for (int i = 0; i < values.getDimension(); i++) {
      sum += values.getEntry(i);
    }
    return sum / values.getDimension();
  }
}
