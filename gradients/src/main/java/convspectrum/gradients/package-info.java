/**
 * Computes gradients of whole networks over a batch, for training-free scores of accuracy. It runs
 * forward with running or batch statistics, and backward to weights, inputs and any node between,
 * in float32 or float64.
 *
 * <p>Start at {@link convspectrum.gradients.Gradients}, which compiles a graph to a {@link
 * convspectrum.gradients.batch.BatchProgram}. {@code batch} contains the parts that both precisions
 * share: the plan of steps and layouts, and the functions of one variable with their slopes. {@code
 * float32} contains one rule per op with its forward and backward pass; the build generates {@code
 * float64} from its sources, so that there is only one text for both.
 *
 * <p>Every sum has one order that depends on shapes alone, never on the number of lanes or threads
 * or on the speed of a machine: vectors run over channels, and sums are taken in a fixed order.
 * Equal inputs give equal results to the bit.
 */
@NullMarked
package convspectrum.gradients;

import org.jspecify.annotations.NullMarked;
