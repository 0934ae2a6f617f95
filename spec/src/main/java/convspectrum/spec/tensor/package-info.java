/**
 * Values: dense float32 tensors, and the weights that belong to a graph. They live beside the graph
 * since ONNX reads and writes both.
 *
 * <p>Start at {@link convspectrum.spec.tensor.Weights}; {@link
 * convspectrum.spec.tensor.SeededWeights} makes them from a seed, {@link
 * convspectrum.spec.tensor.Npy} exchanges tensors with NumPy.
 */
@NullMarked
package convspectrum.spec.tensor;

import org.jspecify.annotations.NullMarked;
