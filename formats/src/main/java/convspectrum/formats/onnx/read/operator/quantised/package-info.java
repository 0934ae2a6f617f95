/**
 * Quantised networks: ops on integers with a scale, read as the ops on real numbers that they stand
 * for. {@link convspectrum.formats.onnx.read.operator.quantised.QuantisedFlow} follows the integers
 * through a graph.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.quantised;

import org.jspecify.annotations.NullMarked;
