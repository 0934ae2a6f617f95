package convspectrum.spec.block;

/** Blocks one after the other, as one. */
@Doc("Blocks one after the other, as one.")
public record Sequence(@Main @Doc("the blocks") Body body) implements Block {}
