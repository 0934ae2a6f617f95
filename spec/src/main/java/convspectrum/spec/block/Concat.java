package convspectrum.spec.block;

/** What `from` names, one after the other along the channels. */
@Doc("What `from` names, one after the other along the channels.")
public record Concat() implements Block {}
