package convspectrum.search.predict.transfer;

import convspectrum.executor.statistics.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Factors from the times of one machine to those of another, one for each kind of step. The time of
 * a design here is the sum over kinds of factor times the time there. Relative errors of designs
 * are squared and summed, and to them the squared distances of the factors from the common factor,
 * so that a kind that hardly counts in the measured designs keeps that one. How much the distances
 * count is what predicts best the designs that are left out.
 *
 * @param common the factor of all kinds, if there is but one
 * @param factors one for each kind, above 0
 * @param errors of each design when the fit is made without it: predicted over measured, less one
 */
record TransferFit(double common, List<Double> factors, List<Double> errors) {
  /** How much a distance of a factor by its own size counts, beside a relative error of 1. */
  private static final double[] WEIGHTS = {1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 1e4};

  /** A factor stays within this ratio to the common one. */
  private static final double FARTHEST = 10;

  TransferFit {
    factors = List.copyOf(factors);
    errors = List.copyOf(errors);
  }

  /**
   * Fits.
   *
   * @param there for each design the milliseconds of each kind of step, on the other machine
   * @param here milliseconds of each design on this machine, above 0
   */
  static TransferFit of(double[][] there, double[] here) {
    double best = Double.POSITIVE_INFINITY;
    double[] errors = {};
    double weight = WEIGHTS[0];
    for (double tried : WEIGHTS) {
      double[] left = leftOut(there, here, tried);
      double squares = Arrays.stream(left).map(error -> error * error).sum();
      if (squares < best) {
        best = squares;
        errors = left;
        weight = tried;
      }
    }
    double common = common(there, here);
    return new TransferFit(common, list(factors(there, here, common, weight)), list(errors));
  }

  /** The largest error, of designs that were left out, that is not among the worst tenth. */
  double usualError() {
    return Robust.quantile(sizes(), 0.9);
  }

  double medianError() {
    return Robust.median(sizes());
  }

  private double[] sizes() {
    return errors.stream().mapToDouble(Math::abs).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] leftOut(double[][] there, double[] here, double weight) {
    double[] errors = new double[here.length];
    for (int i = 0; i < here.length; i++) {
      List<double[]> rows = new ArrayList<>(List.of(there));
      rows.remove(i);
      double[][] others = rows.toArray(double[][]::new);
      double[] times = new double[here.length - 1];
      System.arraycopy(here, 0, times, 0, i);
      System.arraycopy(here, i + 1, times, i, times.length - i);
      double[] factors = factors(others, times, common(others, times), weight);
      errors[i] = dot(there[i], factors) / here[i] - 1;
    }
    return errors;
  }

  /** The factor with the least squares of relative errors. */
  private static double common(double[][] there, double[] here) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < here.length; i++) {
      double ratio = Arrays.stream(there[i]).sum() / here[i];
      product += ratio;
      square += ratio * ratio;
    }
    return product / square;
  }

  private static double[] factors(double[][] there, double[] here, double common, double weight) {
    int kinds = there[0].length;
    double[][] normal = new double[kinds][kinds];
    double[] right = new double[kinds];
    for (int k = 0; k < kinds; k++) {
      normal[k][k] = weight / (common * common);
      right[k] = weight / common;
    }
    for (int i = 0; i < here.length; i++) {
      for (int k = 0; k < kinds; k++) {
        double share = there[i][k] / here[i];
        right[k] += share;
        for (int other = 0; other < kinds; other++) {
          normal[k][other] += share * there[i][other] / here[i];
        }
      }
    }
    double[] factors =
        new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    return Arrays.stream(factors)
        .map(factor -> Math.clamp(factor, common / FARTHEST, common * FARTHEST))
        .toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
