/**
 * Searches whose figures are sums over the layers of a design, solved for all designs at once.
 * {@link convspectrum.search.solution.ExactPlan} says what of a search is solved, {@link
 * convspectrum.search.solution.ExactSearch} solves it and chooses the designs to evaluate: the
 * whole front, or where other figures are evaluated, the designs nearest to it. The {@link
 * convspectrum.search.solution.Certificate} says what was covered, and what was left out.
 */
@NullMarked
package convspectrum.search.solution;

import org.jspecify.annotations.NullMarked;
