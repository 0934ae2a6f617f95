/**
 * Readers of ONNX operators: each turns a node into the ops of the graph that compute the same.
 * They stand in packages by theme, one class per family; {@link
 * convspectrum.formats.onnx.read.operator.Operators} knows all by name.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator;

import org.jspecify.annotations.NullMarked;
