package convspectrum.spec.block;

/** eˣ / Σ eˣ along an axis. */
@Doc("eˣ / Σ eˣ along an axis.")
public record Softmax(@Main @Doc("the axis") @Default("1") @AtLeast(0) int axis) implements Block {}
