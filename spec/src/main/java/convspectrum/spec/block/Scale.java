package convspectrum.spec.block;

import java.util.Optional;

/** Times a constant, or times a learned factor per channel. */
@Doc("Times a constant, or times a learned factor per channel.")
public record Scale(
    @Main @Doc("the constant") @Default("none") Optional<Double> factor,
    @Doc("what the learned factors start from") @Default("none") Optional<Double> init)
    implements Block {
  public Scale {
    if (factor.isPresent() == init.isPresent()) {
      throw new FieldException(
          "",
          factor.isPresent() ? "both factor and init" : "neither factor nor init",
          "one of them");
    }
  }
}
