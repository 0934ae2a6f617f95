package convspectrum.spec.block;

/** ShuffleNet's channel shuffle. */
@Doc("ShuffleNet's channel shuffle.")
public record Shuffle(
    @Main @Doc("groups that the channels are dealt from; must divide them") @AtLeast(1) int groups)
    implements Block {}
