/**
 * Training of classifiers: {@link convspectrum.gradients.training.Training} shows a network all
 * images of a set once per epoch, in batches that are shuffled and augmented by a seed, and keeps
 * checkpoints, so that a run that was killed ends with the same bits. A {@link
 * convspectrum.gradients.training.Recipe} says how. What computes gradients and changes weights is
 * a {@link convspectrum.gradients.learning.LearningProgram}.
 */
@NullMarked
package convspectrum.gradients.training;

import org.jspecify.annotations.NullMarked;
