package convspectrum.spec.block;

/** Some of the channels. */
@Doc("Some of the channels.")
public record Slice(
    @Doc("the first channel, from 0") @Default("0") @AtLeast(0) int from,
    @Doc("the channel after the last") @AtLeast(1) int to)
    implements Block {}
