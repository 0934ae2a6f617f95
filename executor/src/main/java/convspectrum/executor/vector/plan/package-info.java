/**
 * From a graph to steps: {@link convspectrum.executor.vector.plan.Plan} is the entry. Units of
 * fused nodes become tasks on values with layouts, values get places in one arena, and tasks become
 * steps.
 */
@NullMarked
package convspectrum.executor.vector.plan;

import org.jspecify.annotations.NullMarked;
