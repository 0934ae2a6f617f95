/**
 * ONNX models of any exporter as graphs. {@link convspectrum.formats.onnx.read.OnnxReader} reads a
 * file: its nodes in topological order, functions inlined, everything that does not depend on the
 * input folded ({@link convspectrum.formats.onnx.read.constant}), each remaining node as the ops of
 * the graph that compute the same. A node that is not understood is an error that names it, or with
 * {@link convspectrum.formats.onnx.read.ReadOptions#allowUnknown} a gap in the {@link
 * convspectrum.formats.onnx.read.graph.Coverage}.
 *
 * <pre>{@code
 * ImportedModel model = OnnxReader.read(Path.of("resnet50.onnx"), ReadOptions.DEFAULT);
 * Tensor weight = model.weights().get(node, ParameterSlot.WEIGHT);
 * }</pre>
 */
@NullMarked
package convspectrum.formats.onnx.read;

import org.jspecify.annotations.NullMarked;
