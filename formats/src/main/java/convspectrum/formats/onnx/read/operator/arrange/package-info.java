/**
 * Readers of what moves elements without a function of their values, and of what tells their shape.
 * {@link convspectrum.formats.onnx.read.operator.arrange.ArrangingOperators} lists them by the
 * names of their ops.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.arrange;

import org.jspecify.annotations.NullMarked;
