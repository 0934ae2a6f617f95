/**
 * The ONNX project's own node tests: small models of one op each, with inputs and the outputs that
 * the ONNX reference gives. {@link convspectrum.executor.nodes.OnnxNodesTest} reads each as a file
 * of a network, runs it on the {@code reference} runtime and compares.
 */
@NullMarked
package convspectrum.executor.nodes;

import org.jspecify.annotations.NullMarked;
