/**
 * What both precisions of the gradient engine share: {@link
 * convspectrum.gradients.batch.BatchProgram} and the {@link convspectrum.gradients.batch.Values}
 * that it shows, the {@link convspectrum.gradients.batch.BatchPlan} that gives every value a
 * layout, and the {@link convspectrum.gradients.batch.Pointwise} functions with their slopes.
 */
@NullMarked
package convspectrum.gradients.batch;

import org.jspecify.annotations.NullMarked;
