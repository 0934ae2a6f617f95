/**
 * The shared part of learning in both precisions: {@link
 * convspectrum.gradients.learning.LearningProgram}, which computes gradients of a loss over a batch
 * and changes weights, the {@link convspectrum.gradients.learning.Optimiser}s, and what is saved of
 * them.
 */
@NullMarked
package convspectrum.gradients.learning;

import org.jspecify.annotations.NullMarked;
