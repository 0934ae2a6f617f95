/**
 * Readers of what works on tokens or on steps in time: attention and recurrent layers. {@link
 * convspectrum.formats.onnx.read.operator.token.TokenOperators} lists them by the names of their
 * ops.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.token;

import org.jspecify.annotations.NullMarked;
