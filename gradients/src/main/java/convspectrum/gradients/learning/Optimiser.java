package convspectrum.gradients.learning;

import java.io.Serializable;

/**
 * How weights follow from their gradients. Weight decay is for tensors of at least two axes: for
 * weights of convolutions and linear layers, not for norms, biases and scales.
 */
public sealed interface Optimiser extends Serializable {
  /** The weight decay λ. */
  double decay();

  /** Number of values that are kept for each weight from step to step. */
  int memories();

  /**
   * Stochastic gradient descent as in PyTorch: g ← g + λw; v ← μv + g, v = g in the first step; w ←
   * w − ηv, or with Nesterov's momentum w ← w − η(g + μv).
   *
   * @param momentum μ, at least 0 and below 1
   */
  record Sgd(double momentum, boolean nesterov, double decay) implements Optimiser {
    private static final long serialVersionUID = 1L;

    @Override
    public int memories() {
      return momentum == 0 ? 0 : 1;
    }
  }

  /**
   * AdamW (Loshchilov and Hutter 2019) as in PyTorch: w ← (1 − ηλ)w; m ← β₁m + (1 − β₁)g; v ← β₂v +
   * (1 − β₂)g²; w ← w − η / (1 − β₁ᵗ) · m / (√(v / (1 − β₂ᵗ)) + ε) in step t, from 1 on.
   */
  record AdamW(double beta1, double beta2, double epsilon, double decay) implements Optimiser {
    private static final long serialVersionUID = 1L;

    @Override
    public int memories() {
      return 2;
    }
  }
}
