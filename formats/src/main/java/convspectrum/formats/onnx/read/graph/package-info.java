/**
 * The nodes of a model, in order: {@link convspectrum.formats.onnx.read.graph.GraphReader} looks up
 * what their names stand for, runs control flow that constants decide, inlines functions, and hands
 * each remaining node to the reader of its op.
 */
@NullMarked
package convspectrum.formats.onnx.read.graph;

import org.jspecify.annotations.NullMarked;
