package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;

/**
 * An inclusive upper bound. A lower bound is an upper bound of the {@linkplain
 * AdditiveFigure#negated negated} figure.
 *
 * @param figure what is bounded
 * @param most the largest value that keeps the bound
 */
public record Bound(AdditiveFigure figure, long most) {}
