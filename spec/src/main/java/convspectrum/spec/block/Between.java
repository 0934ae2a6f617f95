package convspectrum.spec.block;

import java.util.Optional;

/** What stands between two convolutions. */
@Doc("Norm and activation between two convolutions.")
public record Between(
    @Doc("the norm, which comes first") @Default("none") Optional<Norm> norm,
    @Main @Doc("the activation") @Default("none") Optional<Activation> activation) {}
