/**
 * One class per family of ONNX operators: each turns a node into the ops of the graph that compute
 * the same. {@link convspectrum.formats.onnx.read.operator.Operators} lists them by name.
 */
@NullMarked
package convspectrum.formats.onnx.read.operator;

import org.jspecify.annotations.NullMarked;
