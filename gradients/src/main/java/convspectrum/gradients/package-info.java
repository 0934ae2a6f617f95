/**
 * Gradients of whole networks over a batch, for training-free scores of accuracy: forward with
 * running or batch statistics, and backward to weights, inputs and any node between, in float32 or
 * float64.
 *
 * <p>Start at {@link convspectrum.gradients.Gradients}, which makes a {@link
 * convspectrum.gradients.batch.BatchProgram} of a graph. {@code batch} holds what both precisions
 * share: the plan of steps and layouts, and the functions of one variable with their slopes. {@code
 * float32} holds one rule per op, forward and backward side by side; {@code float64} is made of its
 * sources by the build, word by word, so that there is one text for both.
 *
 * <p>Every sum has one order that depends on shapes alone, never on the number of lanes or threads
 * or on what is fastest on a machine: vectors run over channels, and what is summed over is walked
 * in a fixed order. Equal inputs give equal results to the bit.
 */
@NullMarked
package convspectrum.gradients;

import org.jspecify.annotations.NullMarked;
