/**
 * The shared part of both precisions: {@link convspectrum.gradients.batch.BatchProgram} with the
 * {@link convspectrum.gradients.batch.Values} that its observers receive, the {@link
 * convspectrum.gradients.batch.BatchPlan} that gives every value a layout, and the {@link
 * convspectrum.gradients.batch.Pointwise} functions with their slopes.
 */
@NullMarked
package convspectrum.gradients.batch;

import org.jspecify.annotations.NullMarked;
