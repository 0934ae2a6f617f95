/**
 * What readers of several families share: selections along an axis, windows, and ops that stay one
 * op although several primitive ones define them.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator.shared;

import org.jspecify.annotations.NullMarked;
