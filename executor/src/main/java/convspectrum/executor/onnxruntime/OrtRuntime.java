package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtException;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/**
 * Runs graphs with ONNX Runtime on the CPU. The first call of {@link #compile} or {@link #version}
 * loads its native libraries.
 */
public final class OrtRuntime implements InferenceRuntime {
  private final boolean spinning;

  /** Creates the runtime with ONNX Runtime's default for idle threads. */
  public OrtRuntime() {
    this(true);
  }

  /**
   * @param spinning whether an idle thread of the pool waits busily for its next piece of work
   *     ({@code session.intra_op.allow_spinning}); ONNX Runtime's default is true
   */
  public OrtRuntime(boolean spinning) {
    this.spinning = spinning;
  }

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public String version() {
    return OrtLibrary.environment().getVersion();
  }

  /**
   * Prepares a new session.
   *
   * @throws UnsupportedGraphException if the weights exceed what one model may hold, or ONNX
   *     Runtime rejects the model
   */
  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    byte[] model = model(graph, weights);
    try {
      return new OrtProgram(graph, model, settings(options));
    } catch (OrtException e) {
      throw refused(graph, e);
    }
  }

  @Override
  public List<RuntimeStep> steps(Graph graph, Weights weights, RunOptions options) {
    byte[] model = model(graph, weights);
    try {
      return OrtSteps.of(graph, model, settings(options));
    } catch (OrtException e) {
      throw refused(graph, e);
    }
  }

  /**
   * Prepares a session of a network of integers, for which ONNX Runtime chooses integer kernels.
   *
   * @throws UnsupportedGraphException as {@link #compile(Graph, Weights, RunOptions)} does
   */
  public Program compile(QuantisedGraph network, RunOptions options) {
    try {
      byte[] model = OnnxWriter.bytes(network);
      return new OrtProgram(network.graph(), model, settings(options));
    } catch (OnnxWriter.TooLargeException e) {
      throw new UnsupportedGraphException(String.valueOf(e.getMessage()), e);
    } catch (OrtException e) {
      throw refused(network.graph(), e);
    }
  }

  @Override
  public boolean plansFast() {
    return false; // a session optimises the model and writes it
  }

  private OrtSettings settings(RunOptions options) {
    return new OrtSettings(options.threads(), spinning);
  }

  private static byte[] model(Graph graph, Weights weights) {
    try {
      return OnnxWriter.bytes(graph, weights);
    } catch (OnnxWriter.TooLargeException e) {
      throw new UnsupportedGraphException(String.valueOf(e.getMessage()), e);
    }
  }

  private static UnsupportedGraphException refused(Graph graph, OrtException e) {
    return new UnsupportedGraphException(
        "ONNX Runtime refuses " + graph.name() + ": " + OrtLibrary.reason(e), e);
  }
}
