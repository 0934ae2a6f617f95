/**
 * Plans which primitives of oneDNN compute a graph, in which layouts, and where their values lie.
 *
 * <p>Start at {@link convspectrum.executor.onednn.plan.Planner}.
 */
@NullMarked
package convspectrum.executor.onednn.plan;

import org.jspecify.annotations.NullMarked;
