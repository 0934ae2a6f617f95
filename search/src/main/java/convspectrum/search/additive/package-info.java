/**
 * Figures that are sums over the positions of a design, each of which depends on few parameters.
 * {@link convspectrum.search.additive.Factored} finds out by experiment which parameters a position
 * depends on, and tabulates it; a {@link convspectrum.search.additive.Breakdown} says what a design
 * has at each position, and an {@link convspectrum.search.additive.AdditiveFigure} is the sum in
 * exact integers.
 *
 * {@snippet :
 * Factored<Cost> factored = Factored.of(space, start, breakdown, FactoringOptions.of(seed));
 * AdditiveFigure macs = factored.figure("macs", Cost::macs);
 * long sum = macs.of(encoding);
 * }
 */
@NullMarked
package convspectrum.search.additive;

import org.jspecify.annotations.NullMarked;
