package convspectrum.spec.block;

/** All axes from one on made one: (N, C, H, W) to (N, C·H·W). */
@Doc("All axes from one on made one: (N, C, H, W) to (N, C·H·W).")
public record Flatten(
    @Main @Doc("the first axis that is merged") @Default("1") @AtLeast(0) int from)
    implements Block {}
