/**
 * What a reader of one ONNX operator sees. {@link convspectrum.formats.onnx.read.node.OnnxNode} is
 * a node with its attributes and inputs; each input is a {@link
 * convspectrum.formats.onnx.read.node.Value}, a constant or a node of the graph. The reader adds
 * ops through {@link convspectrum.formats.onnx.read.node.GraphTarget}. {@link
 * convspectrum.formats.onnx.read.node.Operator} is the interface of all readers.
 */
@NullMarked
package convspectrum.formats.onnx.read.node;

import org.jspecify.annotations.NullMarked;
