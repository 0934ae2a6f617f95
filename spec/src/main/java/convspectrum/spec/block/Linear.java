package convspectrum.spec.block;

import java.util.Optional;

/** A fully connected layer over the last axis. */
@Doc("A fully connected layer over the last axis.")
public record Linear(
    @Main @Doc("output features") @AtLeast(1) int out,
    @Doc("whether it adds a bias") @Default("true") boolean bias,
    @Doc("an activation after it") @Default("none") Optional<Activation> activation)
    implements Block {}
