package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.spec.graph.ParameterSlot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes y = γ (x − m) / √(v + ε) + β with m and v of each row of the elements that are last in
 * memory. With n elements a row and h = g · γ, dx = (h − Σh / n − x̂ Σh·x̂ / n) / √(v + ε).
 */
final class LayerNormRule implements LearnedRule {
  private final int features;
  private final int rows;
  private final double epsilon;
  private float[] gamma;
  private float[] beta;
  private final double[] mean;
  private final double[] inverse;
  private final float[] gammaGradient;
  private final float[] betaGradient;

  /**
   * @param features number of elements of a row
   * @param gamma one per feature; empty if there is none
   */
  LayerNormRule(PlanStep step, int features, double epsilon, float[] gamma, float[] beta) {
    this.features = features;
    this.rows = step.size() / features;
    this.epsilon = epsilon;
    this.gamma = gamma;
    this.beta = beta;
    this.mean = new double[rows];
    this.inverse = new double[rows];
    this.gammaGradient = new float[gamma.length];
    this.betaGradient = new float[beta.length];
  }

  @Override
  public void forward(Operands run) {
    float[] x = run.input();
    for (int row = 0; row < rows; row++) {
      int from = row * features;
      double sum = 0;
      for (int i = from; i < from + features; i++) {
        sum += x[i];
      }
      mean[row] = sum / features;
      double squares = 0;
      for (int i = from; i < from + features; i++) {
        squares += (x[i] - mean[row]) * (x[i] - mean[row]);
      }
      inverse[row] = 1 / Math.sqrt(squares / features + epsilon);
      for (int i = 0; i < features; i++) {
        double normalised = (x[from + i] - mean[row]) * inverse[row];
        run.output[from + i] =
            (float) (gamma.length == 0 ? normalised : normalised * gamma[i] + beta[i]);
      }
    }
  }

  @Override
  public void backward(Operands run) {
    float[] x = run.input();
    float[] g = run.gradient;
    float @Nullable [] dx = run.inputGradient();
    boolean rounding = dx != null;
    for (int row = 0; row < rows; row++) {
      int from = row * features;
      double sum = 0;
      double product = 0;
      for (int i = 0; i < features; i++) {
        double normalised = (x[from + i] - mean[row]) * inverse[row];
        double h = gamma.length == 0 ? g[from + i] : (double) g[from + i] * gamma[i];
        sum += h;
        product += h * normalised;
        if (gamma.length > 0) {
          gammaGradient[i] += (float) (g[from + i] * normalised);
          betaGradient[i] += g[from + i];
        }
      }
      if (dx != null) {
        for (int i = 0; i < features; i++) {
          double normalised = (x[from + i] - mean[row]) * inverse[row];
          double h = gamma.length == 0 ? g[from + i] : (double) g[from + i] * gamma[i];
          double mean = sum / features;
          double along = normalised * product / features;
          rounding &= Rounding.explains(h - mean - along, Math.abs(mean) + Math.abs(along));
          dx[from + i] = (float) ((h - mean - along) * inverse[row]);
        }
      }
    }
    if (dx != null && rounding) {
      Arrays.fill(dx, 0);
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }

  @Override
  public boolean any() {
    return gamma.length > 0;
  }

  @Override
  public void clear() {
    Arrays.fill(gammaGradient, 0);
    Arrays.fill(betaGradient, 0);
  }

  @Override
  public float[] gradient(String role) {
    return (role.equals(ParameterSlot.WEIGHT) ? gammaGradient : betaGradient).clone();
  }

  @Override
  public void set(String role, float[] values) {
    float[] to = role.equals(ParameterSlot.WEIGHT) ? gamma : beta;
    System.arraycopy(values, 0, to, 0, to.length);
  }

  @Override
  public void follow(Trained leader) {
    LayerNormRule first = (LayerNormRule) leader;
    gamma = first.gamma;
    beta = first.beta;
  }

  @Override
  public void add(Trained other) {
    LayerNormRule more = (LayerNormRule) other;
    Trained.add(gammaGradient, more.gammaGradient);
    Trained.add(betaGradient, more.betaGradient);
  }
}
