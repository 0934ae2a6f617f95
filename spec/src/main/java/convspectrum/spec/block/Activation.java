package convspectrum.spec.block;

import convspectrum.spec.graph.ActivationFunction;
import java.util.Optional;

/** A pointwise function. */
@Doc("A pointwise function.")
public record Activation(
    @Main @Doc("its name") ActivationFunction function,
    @Doc("slope of leaky-relu (0.01), α of elu (1), least value of clip (0)") @Default("none")
        Optional<Double> alpha,
    @Doc("greatest value of clip (6)") @Default("none") Optional<Double> beta)
    implements Block {
  public Activation {
    boolean takesAlpha =
        switch (function) {
          case LEAKY_RELU, ELU, CLIP -> true;
          default -> false;
        };
    if (alpha.isPresent() && !takesAlpha) {
      throw new FieldException(
          "alpha", "found with " + function.specName(), "leaky-relu, elu or clip");
    }
    if (beta.isPresent() && function != ActivationFunction.CLIP) {
      throw new FieldException("beta", "found with " + function.specName(), "clip");
    }
  }
}
