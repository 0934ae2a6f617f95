package convspectrum.spec.block;

import java.util.Optional;

/** A body with a way around it. */
@Doc("A body with a way around it.")
public record Residual(
    @Doc("the blocks to go around") Body body,
    @Doc(
            "identity, projection (1×1 convolution to the shape of the body's result) or a list of blocks")
        @Default("identity")
        Shortcut shortcut,
    @Doc("how body and shortcut become one") @Default("add") Join join,
    @Doc("a constant that the body's result is multiplied by") @Default("none")
        Optional<Double> scale,
    @Doc("an activation after the join") @Default("none") Optional<Activation> activation,
    @Doc("the norm of a projection") @Default("batch") Optional<Norm> norm)
    implements Block {}
