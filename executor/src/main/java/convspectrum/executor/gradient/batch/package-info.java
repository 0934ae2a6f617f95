/**
 * What both precisions of the gradient engine share: {@link
 * convspectrum.executor.gradient.batch.BatchProgram} and the {@link
 * convspectrum.executor.gradient.batch.Values} that it shows, the {@link
 * convspectrum.executor.gradient.batch.BatchPlan} that gives every value a layout, and the {@link
 * convspectrum.executor.gradient.batch.Pointwise} functions with their slopes.
 */
@NullMarked
package convspectrum.executor.gradient.batch;

import org.jspecify.annotations.NullMarked;
