package convspectrum.spec.block;

/** Channels weighted by what a global average of them says. */
@Doc("Channels weighted by what a global average of them says.")
public record SqueezeExcite(
    @Main @Doc("channels of the inner layer, or their ratio to the block's input channels")
        Reduce reduce,
    @Doc("activation of the inner layer") @Default("relu") Activation activation,
    @Doc("activation that makes the weights") @Default("sigmoid") Activation gate,
    @Doc("whether the two layers add a bias") @Default("true") boolean bias)
    implements Block {}
