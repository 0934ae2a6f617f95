/**
 * Graphs as ONNX models, which every other tool reads. {@link
 * convspectrum.formats.onnx.write.OnnxWriter} writes a graph with its weights at opset 17, one ONNX
 * node per op where ONNX has one, and exactly the values of the op where the two differ.
 */
@NullMarked
package convspectrum.formats.onnx.write;

import org.jspecify.annotations.NullMarked;
