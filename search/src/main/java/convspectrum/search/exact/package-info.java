/**
 * Exact answers for figures that are {@linkplain convspectrum.search.additive.AdditiveFigure sums}:
 * the whole front of a space, or the least of a figure under bounds on others, for every design
 * without looking at each. {@link convspectrum.search.exact.ExactSolver} eliminates one parameter
 * after another and keeps, for each combination of the parameters that are left, the sums that no
 * other beats (nonserial dynamic programming: Bertelè and Brioschi, 1972), in integers.
 *
 * {@snippet :
 * ExactProblem problem = new ExactProblem(space, exclusions, List.of(macs, bytes), bounds);
 * ExactFront front = new ExactSolver(problem).front();
 * List<Encoding> designs = front.designs(0, 100);
 * }
 */
@NullMarked
package convspectrum.search.exact;

import org.jspecify.annotations.NullMarked;
