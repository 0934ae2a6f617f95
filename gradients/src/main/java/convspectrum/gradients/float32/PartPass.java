package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.learning.LossFunction;
import org.jspecify.annotations.Nullable;

/** A pass of a part of a batch forwards, to the loss, and backwards. */
final class PartPass {
  private final Tape tape;
  private final int first;
  private final LossFunction function;
  private final Observer observer;
  private final ForwardPass forward;
  private @Nullable BackwardPass backward;
  private double loss;

  /**
   * Begins a pass.
   *
   * @param first number of the part's first sample within the batch
   */
  PartPass(
      Tape tape,
      int first,
      double[] input,
      RunMode mode,
      LossFunction function,
      Observer observer) {
    this.tape = tape;
    this.first = first;
    this.function = function;
    this.observer = observer;
    this.forward = tape.begin(input, mode, observer);
  }

  /** Runs on; returns whether the parts have to meet before it can go on, else it has ended. */
  boolean advance() {
    if (backward == null) {
      if (forward.advance()) {
        return true;
      }
      double[] outputs = tape.output();
      double[] gradient = new double[outputs.length];
      loss = function.of(first, outputs, gradient);
      backward = tape.beginBackward(gradient, observer);
    }
    return backward.advance();
  }

  /** The share of the part in the loss of the batch, once it is computed. */
  double loss() {
    return loss;
  }
}
