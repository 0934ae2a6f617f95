/**
 * Steps on values of any rank and layout, seen as {@link
 * convspectrum.executor.vector.layout.Strided}: {@link
 * convspectrum.executor.vector.step.strided.CopyStep} moves, {@link
 * convspectrum.executor.vector.step.strided.PointwiseStep} computes element by element, {@link
 * convspectrum.executor.vector.step.strided.LineStep} and {@link
 * convspectrum.executor.vector.step.strided.ReduceStep} along axes.
 */
@NullMarked
package convspectrum.executor.vector.step.strided;

import org.jspecify.annotations.NullMarked;
