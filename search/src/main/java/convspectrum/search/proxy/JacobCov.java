package convspectrum.search.proxy;

import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How much images differ in how the outputs depend on their pixels. */
final class JacobCov implements AccuracyProxy {
  private static final double SMALL = 1e-5;

  /**
   * Rounding errors, in units of the precision, by which values that should be equal may differ.
   */
  private static final double ROUNDING = 64;

  @Override
  public String name() {
    return "jacob_cov";
  }

  @Override
  public String formula() {
    return "−Σ ln(v + k) + 1/(v + k), v the eigenvalues of the correlations of the images' Jacobians, k = 1e-5";
  }

  @Override
  public String source() {
    return "Mellor et al., Neural Architecture Search without Training, 2020, arXiv 2006.04647v1";
  }

  @Override
  public Score score(ScoringRun run) {
    double[] logits = run.forward(backward());
    double[] ones = new double[logits.length];
    Arrays.fill(ones, 1);
    Jacobian jacobian = new Jacobian();
    run.program().backward(ones, jacobian);
    ProxyBatch batch = run.inputs().first();
    for (double value : jacobian.rows) {
      if (!Double.isFinite(value)) {
        throw run.overflow(batch);
      }
    }
    return score(jacobian.rows, batch.size(), run.precision());
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }

  /**
   * The score of Jacobians, one per row.
   *
   * @param precision of the rows: one that differs from its mean by rounding errors is constant
   */
  private static Score score(double[] rows, int samples, Precision precision) {
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
      return new Score.Undefined(
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
    double score = 0;
    for (double v : SymmetricEigenvalues.of(correlations, samples)) {
      score -= Math.log(v + SMALL) + 1 / (v + SMALL);
    }
    return Score.of(score);
  }

  private static final class Jacobian implements Observer {
    private double[] rows = new double[0];

    @Override
    public void gradient(Node node, Values gradient, @Nullable Values value) {
      if (node.op() instanceof Op.Input) {
        rows = gradient.toArray();
      }
    }
  }
}
