/**
 * Comparison by several objectives at once, all of them minimised. {@link
 * convspectrum.search.pareto.Front} finds the points that no other beats, {@link
 * convspectrum.search.pareto.Hypervolume} says in one number how good a set of points is.
 *
 * {@snippet :
 * double share = Hypervolume.of(points, reference) / Hypervolume.of(truth, reference);
 * }
 */
@NullMarked
package convspectrum.search.pareto;

import org.jspecify.annotations.NullMarked;
