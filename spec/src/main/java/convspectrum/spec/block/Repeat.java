package convspectrum.spec.block;

/** A body several times, one after the other. */
@Doc("A body several times, one after the other.")
public record Repeat(
    @Doc("how many times") @AtLeast(1) int times, @Doc("the blocks to repeat") Body body)
    implements Block {}
