package convspectrum.spec.block;

import java.util.Optional;

/** A 1×1 convolution. */
@Doc("A 1×1 convolution.")
public record Pointwise(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc("groups of channels; must divide input and output channels") @Default("1") Segments groups,
    @Doc("cuts inputs and outputs in so many parts with a convolution each, as MixNet does")
        @Default("1")
        @AtLeast(1)
        int parts,
    @Doc("pixels from one output to the next") @Default("1") HeightWidth stride,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("a norm after the block") @Default("none") Optional<Norm> norm,
    @Doc("an activation after the norm") @Default("none") Optional<Activation> activation)
    implements Block {}
