package convspectrum.spec.block;

import java.util.Optional;

/** A spatial tower of an Inception module. */
@Doc("A spatial tower of an Inception module.")
public record Tower(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc("channels of the 1×1 convolution before; none without it") @Default("none") @AtLeast(1)
        Optional<Integer> reduce,
    @Doc("size of the kernel") @Default("3") HeightWidth kernel,
    @Doc("how many spatial convolutions stand one after the other") @Default("1") @AtLeast(1)
        int times) {}
