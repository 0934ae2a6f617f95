package convspectrum.spec.block;

/** The sum of what `from` names. */
@Doc("The sum of what `from` names.")
public record Add() implements Block {}
