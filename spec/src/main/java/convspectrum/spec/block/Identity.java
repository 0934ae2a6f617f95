package convspectrum.spec.block;

/** The input itself. */
@Doc("The input itself.")
public record Identity() implements Block {}
