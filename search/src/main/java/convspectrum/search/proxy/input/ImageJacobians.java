package convspectrum.search.proxy.input;

import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The gradients of the sum of all logits with respect to the images, a row for each image. */
final class ImageJacobians implements Observer {
  /**
   * Rounding errors, in units of the precision, by which values that should be equal may differ.
   */
  private static final double ROUNDING = 64;

  private double[] rows = new double[0];

  private ImageJacobians() {}

  /**
   * Pearson's correlations of the rows.
   *
   * @return images × images, row-major; the upper triangle is 0
   * @throws UndefinedScoreException where a row is constant or overflows
   */
  static double[] correlations(ScoringRun run) {
    double[] logits = run.forward(Backward.INPUTS);
    double[] ones = new double[logits.length];
    Arrays.fill(ones, 1);
    ImageJacobians jacobians = new ImageJacobians();
    run.program().backward(ones, jacobians);
    ProxyBatch batch = run.inputs().first();
    for (double value : jacobians.rows) {
      if (!Double.isFinite(value)) {
        throw run.overflow(batch);
      }
    }
    return correlations(jacobians.rows, batch.size(), run.precision());
  }

  @Override
  public void gradient(Node node, Values gradient, @Nullable Values value) {
    if (node.op() instanceof Op.Input) {
      rows = gradient.toArray();
    }
  }

  /**
   * @param precision of the rows: one that differs from its mean by rounding errors is constant
   */
  private static double[] correlations(double[] rows, int samples, Precision precision) {
    double rounding = ROUNDING * precision.roundoff();
    int length = rows.length / samples;
    double[] norms = new double[samples];
    int zeros = 0;
    int constants = 0;
    for (int n = 0; n < samples; n++) {
      double mean = 0;
      double size = 0;
      for (int i = n * length; i < (n + 1) * length; i++) {
        mean += rows[i] / length;
        size += rows[i] * rows[i];
      }
      for (int i = n * length; i < (n + 1) * length; i++) {
        rows[i] -= mean;
        norms[n] += rows[i] * rows[i];
      }
      zeros += size == 0 ? 1 : 0;
      constants += norms[n] <= rounding * rounding * size ? 1 : 0;
    }
    if (constants > 0) {
      throw new UndefinedScoreException(
          zeros == 0
              ? "the outputs depend alike on all pixels of %d of %d images, which leaves no correlation"
                  .formatted(constants, samples)
              : "the gradient of the outputs is 0 for %d of %d images, in %s"
                  .formatted(zeros, samples, precision));
    }
    double[] correlations = new double[samples * samples];
    for (int n = 0; n < samples; n++) {
      for (int m = 0; m <= n; m++) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
          sum += rows[n * length + i] * rows[m * length + i];
        }
        correlations[n * samples + m] = sum / Math.sqrt(norms[n] * norms[m]);
      }
    }
    return correlations;
  }
}
