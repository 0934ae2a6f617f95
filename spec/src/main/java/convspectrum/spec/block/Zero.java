package convspectrum.spec.block;

/** Zeros of the input's shape. */
@Doc("Zeros of the input's shape.")
public record Zero() implements Block {}
