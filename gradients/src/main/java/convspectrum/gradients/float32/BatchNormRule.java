package convspectrum.gradients.float32;

import convspectrum.gradients.batch.BatchPart;
import convspectrum.gradients.batch.JoinedStatistics;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.ParameterSlot;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes y = γ (x − m) / √(v + ε) + β with m and v of the batch or running. With M pixels and x̂
 * = (x − m) / √(v + ε), the gradient for the batch's own statistics is dx = γ / √(v + ε) · (g − Σg
 * / M − x̂ Σg·x̂ / M) (Ioffe and Szegedy 2015, section 3).
 */
final class BatchNormRule implements LearnedRule {
  private final Kernels kernels;
  private final BatchPart part;
  private final int channels;
  private final int pixels;
  private final double epsilon;
  private float[] gamma;
  private float[] beta;
  private final boolean scaled;
  private final boolean shifted;
  private float[] runningMean;
  private float[] runningVariance;
  private final float[] mean;
  private final float[] scale;
  private final double[] inverse;

  /** Mean and biased variance of the last batch. */
  private final double[] batchMean;

  private final double[] batchVariance;

  /** Sums of the gradient, and of its products with the deviations from the mean. */
  private final double[] sums;

  private final double[] products;
  private final float[] gammaGradient;
  private final float[] betaGradient;

  /** Creates the rule; every array has a value per channel, but γ and β may be empty. */
  BatchNormRule(
      Kernels kernels,
      BatchPart part,
      PlanStep step,
      double epsilon,
      float[] gamma,
      float[] beta,
      float[] runningMean,
      float[] runningVariance) {
    this.kernels = kernels;
    this.part = part;
    this.channels = step.shape().channels();
    this.pixels = step.size() / channels;
    this.epsilon = epsilon;
    this.scaled = gamma.length > 0;
    this.shifted = beta.length > 0;
    this.gamma = scaled ? gamma : new float[channels];
    if (!scaled) {
      Arrays.fill(this.gamma, 1);
    }
    this.beta = shifted ? beta : new float[channels];
    this.runningMean = runningMean;
    this.runningVariance = runningVariance;
    this.mean = new float[channels];
    this.scale = new float[channels];
    this.inverse = new double[channels];
    this.batchMean = new double[channels];
    this.batchVariance = new double[channels];
    this.sums = new double[channels];
    this.products = new double[channels];
    this.gammaGradient = new float[channels];
    this.betaGradient = new float[channels];
  }

  @Override
  public boolean meets(RunMode mode) {
    return part.count() > 1 && mode.statistics() == Statistics.BATCH;
  }

  @Override
  public void gather(Operands run) {
    if (run.mode.statistics() == Statistics.BATCH) {
      moments(run.input());
      JoinedStatistics.offer(part, batchMean, batchVariance);
    }
  }

  @Override
  public void forward(Operands run) {
    if (run.mode.statistics() == Statistics.BATCH) {
      batchStatistics();
    } else {
      for (int c = 0; c < channels; c++) {
        mean[c] = runningMean[c];
        inverse[c] = 1 / Math.sqrt(runningVariance[c] + epsilon);
      }
    }
    for (int c = 0; c < channels; c++) {
      scale[c] = (float) (gamma[c] * inverse[c]);
    }
    kernels.norms().normalise(run.input(), 0, pixels, channels, mean, scale, beta, run.output);
  }

  /** Sums deviations from the first pixels' mean, so that a large offset costs no precision. */
  private void moments(float[] x) {
    int few = Math.min(pixels, Kernels.CHUNK);
    double[] start = ChannelSums.totals(kernels, x, 0, few, channels);
    float[] centre = new float[channels];
    for (int c = 0; c < channels; c++) {
      centre[c] = (float) (start[c] / few);
    }
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    float[] first = new float[channels];
    float[] second = new float[channels];
    for (int p = 0; p < pixels; p += Kernels.CHUNK) {
      int count = Math.min(Kernels.CHUNK, pixels - p);
      kernels.norms().moments(x, p * channels, count, channels, centre, first, second);
      for (int c = 0; c < channels; c++) {
        sums[c] += first[c];
        squares[c] += second[c];
      }
    }
    for (int c = 0; c < channels; c++) {
      double offset = sums[c] / pixels;
      batchMean[c] = centre[c] + offset;
      batchVariance[c] = Math.max(squares[c] / pixels - offset * offset, 0);
    }
  }

  private void batchStatistics() {
    JoinedStatistics.moments(part, batchMean, batchVariance);
    for (int c = 0; c < channels; c++) {
      mean[c] = (float) batchMean[c];
      // The variance is around the rounded mean.
      double rounding = mean[c] - batchMean[c];
      inverse[c] = 1 / Math.sqrt(batchVariance[c] + rounding * rounding + epsilon);
    }
  }

  /**
   * Moves the running statistics towards those of the last batch, as PyTorch does: its variance is
   * divided by one pixel less.
   *
   * @param momentum share of the batch
   */
  void learnStatistics(double momentum) {
    double all = (double) pixels * part.count();
    double unbiased = all > 1 ? all / (all - 1) : 1;
    for (int c = 0; c < channels; c++) {
      runningMean[c] += (float) (momentum * (batchMean[c] - runningMean[c]));
      runningVariance[c] += (float) (momentum * (batchVariance[c] * unbiased - runningVariance[c]));
    }
  }

  /** The running statistic of a slot. */
  float[] running(String role) {
    return role.equals(ParameterSlot.RUNNING_MEAN) ? runningMean : runningVariance;
  }

  @Override
  public void gatherGradient(Operands run) {
    boolean batch = run.mode.statistics() == Statistics.BATCH;
    if (batch || run.mode.weightGradients()) {
      Arrays.fill(sums, 0);
      Arrays.fill(products, 0);
      sum(run.gradient, run.input());
      for (int c = 0; c < channels; c++) {
        betaGradient[c] += (float) sums[c];
        gammaGradient[c] += (float) (products[c] * inverse[c]);
      }
      if (batch) {
        JoinedStatistics.offer(part, sums, products);
      }
    }
  }

  @Override
  public void backward(Operands run) {
    float[] g = run.gradient;
    float @Nullable [] dx = run.inputGradient();
    boolean batch = run.mode.statistics() == Statistics.BATCH;
    float[] meanOfGradient = new float[channels];
    float[] slope = new float[channels];
    if (batch) {
      double all = (double) pixels * part.count();
      JoinedStatistics.sums(part, sums, products);
      for (int c = 0; c < channels; c++) {
        meanOfGradient[c] = (float) (sums[c] / all);
        slope[c] = (float) (inverse[c] * inverse[c] * products[c] / all);
      }
    }
    if (dx != null) {
      if (batch) {
        kernels
            .norms()
            .normaliseGradient(
                g, run.input(), pixels, channels, mean, scale, meanOfGradient, slope, dx);
        if (isRounding(run.input(), meanOfGradient, slope, dx)) {
          Arrays.fill(dx, 0);
        }
      } else {
        kernels.norms().normalise(g, 0, pixels, channels, meanOfGradient, scale, slope, dx);
      }
    }
  }

  /** Usually the first element shows that it is not. */
  private boolean isRounding(float[] x, float[] first, float[] second, float[] dx) {
    for (int at = 0; at < dx.length; at++) {
      int c = at % channels;
      double size = Math.abs(first[c]) + Math.abs(second[c] * (x[at] - mean[c]));
      if (!Rounding.explains(dx[at], Math.abs(scale[c]) * size)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean overwrites() {
    return true;
  }

  private void sum(float[] g, float[] x) {
    float[] first = new float[channels];
    float[] second = new float[channels];
    for (int p = 0; p < pixels; p += Kernels.CHUNK) {
      int count = Math.min(Kernels.CHUNK, pixels - p);
      kernels.norms().products(g, x, p * channels, count, channels, mean, first, second);
      for (int c = 0; c < channels; c++) {
        sums[c] += first[c];
        products[c] += second[c];
      }
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return mode.statistics() == Statistics.BATCH || mode.weightGradients();
  }

  @Override
  public boolean any() {
    return scaled || shifted;
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
    float[] to =
        switch (role) {
          case ParameterSlot.WEIGHT -> gamma;
          case ParameterSlot.BIAS -> beta;
          default -> running(role);
        };
    System.arraycopy(values, 0, to, 0, channels);
  }

  @Override
  public void follow(Trained leader) {
    BatchNormRule first = (BatchNormRule) leader;
    gamma = first.gamma;
    beta = first.beta;
    runningMean = first.runningMean;
    runningVariance = first.runningVariance;
  }

  @Override
  public void add(Trained other) {
    BatchNormRule more = (BatchNormRule) other;
    Trained.add(gammaGradient, more.gammaGradient);
    Trained.add(betaGradient, more.betaGradient);
  }
}
