/**
 * Values: dense float32 tensors, and the weights that belong to a graph. They live beside the graph
 * because the files of other tools hold both.
 *
 * <p>Start at {@link convspectrum.spec.tensor.Weights}; {@link
 * convspectrum.spec.tensor.SeededWeights} makes them from a seed.
 */
@NullMarked
package convspectrum.spec.tensor;

import org.jspecify.annotations.NullMarked;
