package convspectrum.search.proxy.input;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * The weights of every convolution and linear layer with their gradients, in the order of the
 * graph; biases and norms are not among them.
 *
 * @param weights one array per layer, row-major
 * @param gradients one array per layer, row-major
 * @param loss the loss that the gradients are of
 * @param classes number of logits of each sample
 */
public record LayerGradients(
    List<double[]> weights, List<double[]> gradients, double loss, int classes) {
  /** Whether every gradient is 0. */
  boolean isZero() {
    return gradients.stream().allMatch(all -> Arrays.stream(all).allMatch(one -> one == 0));
  }

  /** Whether the loss and every gradient are finite numbers. */
  boolean isFinite() {
    return Double.isFinite(loss)
        && gradients.stream().allMatch(all -> Arrays.stream(all).allMatch(Double::isFinite));
  }

  /** Σ over layers of Σ f(gradient, weight). */
  public double sum(DoubleBinaryOperator f) {
    double sum = 0;
    for (int layer = 0; layer < weights.size(); layer++) {
      sum += sum(layer, f);
    }
    return sum;
  }

  /** Σ f(gradient, weight) over one layer. */
  public double sum(int layer, DoubleBinaryOperator f) {
    double[] w = weights.get(layer);
    double[] g = gradients.get(layer);
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += f.applyAsDouble(g[i], w[i]);
    }
    return sum;
  }
}
