package convspectrum.formats.pytorch;

import convspectrum.formats.numpy.Npz;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes graphs as PyTorch modules. The file holds no weights: it is a network to be trained, or is
 * given those that are written beside it. Equal graphs and headers give equal files.
 */
public final class PyTorchWriter {
  private PyTorchWriter() {}

  /**
   * The file's text.
   *
   * @param weights asked for the values of constants that are not learned; those of more than 4096
   *     elements are zeros in the file, and come with a state dict
   */
  public static String text(Graph graph, Weights weights, PyTorchHeader header) {
    return file(graph, weights).text(header, false);
  }

  private static PyTorchFile file(Graph graph, Weights weights) {
    Expansion written = Expansion.of(graph, weights, CompositeRenderer::hasModule);
    return new PyTorchFile(written.graph(), written.weights());
  }

  /**
   * Writes a module that has a function {@code load}, and its weights beside it: all learned
   * tensors and running statistics, by their names in a state dict.
   *
   * @param state the .npz file of the weights
   * @throws convspectrum.spec.file.WriteException where one of the two cannot be written
   */
  public static void write(
      Graph graph, Weights weights, PyTorchHeader header, Path file, Path state) {
    PyTorchFile module = file(graph, weights);
    String text = module.text(header, true);
    Map<String, Tensor> tensors = module.state();
    AtomicFile.write(file, text);
    Npz.write(state, tensors);
  }

  /**
   * Writes the file, as a whole or not at all.
   *
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public static void write(Graph graph, Weights weights, PyTorchHeader header, Path file) {
    AtomicFile.write(file, text(graph, weights, header));
  }
}
