package convspectrum.search.predict;

import convspectrum.executor.runtime.RuntimeStep.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * each kind of step, the logarithm of its time over a rough estimate is linear in the logarithms of
 * the computed MACs, of the bytes of its values and of the bytes of its weights. Kinds with few
 * measured steps share one regression.
 */
final class StepRegression {
  /** Number of features. */
  private static final int WIDTH = 3;

  /** A kind with fewer measured steps has no regression of its own. */
  private static final int FEWEST = 12;

  /** Weight of the prior that the rough estimate is right but for a factor, in observations. */
  private static final double RIDGE = 1;

  /** Standard deviation of ln t where no step was measured at all. */
  private static final double UNKNOWN = 1.5;

  /** Least standard deviation of ln t: other shapes than those measured may be worse. */
  private static final double LEAST = 0.1;

  /**
   * Factor on the standard deviation of the residuals: a shape with a cliff of its own, which no
   * measured one has, takes several times as long as expected.
   */
  private static final double HEAVY_TAIL = 1.5;

  /** What is added to the error for each factor of e that a step is larger than all measured. */
  private static final double BEYOND = 0.3;

  /** The rough estimate: a start, and these speeds of one core. */
  private static final double MACS_PER_NANO = 40;

  private static final double BYTES_PER_NANO = 15;
  private static final double LEAST_NANOS = 300;

  private final Map<String, Line> byKernel;
  private final Line pooled;

  /**
   * A fitted function.
   *
   * @param slopes of the centred features
   * @param least logarithm of the smallest rough estimate of a measured step
   * @param most the same of the largest
   */
  private record Line(
      List<Double> slopes,
      List<Double> centre,
      double mean,
      double error,
      double least,
      double most) {
    double at(Work work) {
      double[] features = features(work);
      double sum = mean + Math.log(rough(work));
      for (int i = 0; i < features.length; i++) {
        sum += slopes.get(i) * (features[i] - centre.get(i));
      }
      return sum;
    }

    double errorAt(Work work) {
      double size = Math.log(rough(work));
      return error + BEYOND * Math.max(0, Math.max(least - size, size - most));
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
    return Math.exp(line(type).at(type.work()));
  }

  /** Standard deviation of the logarithm of the estimate. */
  double error(StepType type) {
    return line(type).errorAt(type.work());
  }

  private Line line(StepType type) {
    return byKernel.getOrDefault(type.kernel(), pooled);
  }

  private static double rough(Work work) {
    return LEAST_NANOS
        + work.computedMacs() / MACS_PER_NANO
        + (work.valueBytes() + work.weightBytes()) / BYTES_PER_NANO;
  }

  private static double[] features(Work work) {
    return new double[] {
      Math.log1p(work.computedMacs()), Math.log1p(work.valueBytes()), Math.log1p(work.weightBytes())
    };
  }

  private static Line line(List<StepType> types, List<Double> nanos, List<Integer> places) {
    int n = places.size();
    if (n == 0) {
      List<Double> flat = Collections.nCopies(WIDTH, 0.0);
      return new Line(flat, flat, 0, UNKNOWN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    RealMatrix x = new Array2DRowRealMatrix(n, WIDTH);
    RealVector y = new ArrayRealVector(n);
    for (int i = 0; i < n; i++) {
      Work work = types.get(places.get(i)).work();
      x.setRow(i, features(work));
      y.setEntry(i, Math.log(nanos.get(places.get(i)) / rough(work)));
    }
    double[] sizes =
        places.stream().mapToDouble(i -> Math.log(rough(types.get(i).work()))).toArray();
    double mean = mean(y);
    y.mapSubtractToSelf(mean);
    List<Double> centre = new ArrayList<>();
    for (int k = 0; k < WIDTH; k++) {
      double middle = mean(x.getColumnVector(k));
      centre.add(middle);
      x.setColumnVector(k, x.getColumnVector(k).mapSubtract(middle));
    }
    RealMatrix normal = x.transpose().multiply(x);
    for (int k = 0; k < WIDTH; k++) {
      normal.addToEntry(k, k, RIDGE);
    }
    RealVector slopes =
        new CholeskyDecomposition(normal, 1e-9, 0).getSolver().solve(x.transpose().operate(y));
    double squares = y.subtract(x.operate(slopes)).getNorm();
    double error = HEAVY_TAIL * Math.sqrt(squares * squares / Math.max(1, n - WIDTH - 1));
    return new Line(
        Arrays.stream(slopes.toArray()).boxed().toList(),
        centre,
        mean,
        Math.max(LEAST, n > WIDTH + 1 ? error : UNKNOWN),
        Arrays.stream(sizes).min().orElseThrow(),
        Arrays.stream(sizes).max().orElseThrow());
  }

  private static double mean(RealVector values) {
    double sum = 0;
    for (int i = 0; i < values.getDimension(); i++) {
      sum += values.getEntry(i);
    }
    return sum / values.getDimension();
  }
}
