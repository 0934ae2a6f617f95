package convspectrum.spec.block;

import convspectrum.spec.graph.Interpolation;

/** Height and width times a factor. */
@Doc("Height and width times a factor.")
public record Upsample(
    @Main @Doc("how many times as large") @Default("2") HeightWidth factor,
    @Doc("how values between pixels are found") @Default("nearest") Interpolation mode)
    implements Block {}
