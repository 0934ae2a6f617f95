/**
 * Readers of functions of each element by itself, and of what reduces or ranks elements. {@link
 * convspectrum.formats.onnx.read.operator.elementwise.ElementwiseOperators} lists them by the names
 * of their ops.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.elementwise;

import org.jspecify.annotations.NullMarked;
