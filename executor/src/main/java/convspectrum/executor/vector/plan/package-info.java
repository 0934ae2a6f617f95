/**
 * Turns a graph into steps: {@link convspectrum.executor.vector.plan.Plan} is the entry. Units of
 * fused nodes become tasks on values with layouts, values get positions in one arena, and tasks
 * become steps.
 */
@NullMarked
package convspectrum.executor.vector.plan;

import org.jspecify.annotations.NullMarked;
