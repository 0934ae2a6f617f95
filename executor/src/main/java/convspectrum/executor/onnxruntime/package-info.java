/**
 * Runs graphs with <a href="https://onnxruntime.ai">ONNX Runtime</a> on the CPU. The graph is
 * written as an ONNX model in memory, and all of ONNX Runtime's optimisations apply to it.
 *
 * <p>Start at {@link convspectrum.executor.onnxruntime.OrtRuntime}.
 */
@NullMarked
package convspectrum.executor.onnxruntime;

import org.jspecify.annotations.NullMarked;
