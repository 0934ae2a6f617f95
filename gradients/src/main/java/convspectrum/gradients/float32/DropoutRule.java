package convspectrum.gradients.float32;

import convspectrum.gradients.batch.BatchPart;
import convspectrum.gradients.batch.PlanStep;

/**
 * Drops elements while a network learns: y = 0 with probability p, else y = x / (1 − p) (Srivastava
 * et al. 2014). Which ones depends on the draw of the step, the node and the position in the whole
 * batch, so not on how a batch is cut. Otherwise it is the identity.
 */
final class DropoutRule implements Rule {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  private final BatchPart part;
  private final long first;
  private final long node;
  private final double rate;

  DropoutRule(BatchPart part, PlanStep step, int node, double rate) {
    this.part = part;
    this.first = (long) part.index() * step.size();
    this.node = node;
    this.rate = rate;
  }

  @Override
  public void forward(Operands run) {
    if (part.drops()) {
      drop(run.input(), run.output);
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx != null) {
      drop(run.gradient, dx);
    }
  }

  private void drop(float[] x, float[] y) {
    long start = mixed(part.draw() + mixed(node + 1));
    float factor = (float) (1 / (1 - rate));
    for (int i = 0; i < y.length; i++) {
      double drawn = (mixed(start + (first + i) * GOLDEN) >>> 11) * UNIT;
      y[i] = drawn < rate ? 0 : x[i] * factor;
    }
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mixed(long x) {
    long z = x + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public boolean copies() {
    return !part.drops();
  }

  @Override
  public boolean passes(int i) {
    return !part.drops();
  }

  @Override
  public boolean overwrites() {
    return true;
  }
}
