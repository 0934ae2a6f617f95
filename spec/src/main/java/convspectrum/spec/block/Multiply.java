package convspectrum.spec.block;

/** The product of what `from` names. */
@Doc("The product of what `from` names.")
public record Multiply() implements Block {}
