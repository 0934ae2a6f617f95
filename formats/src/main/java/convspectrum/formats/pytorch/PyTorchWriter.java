package convspectrum.formats.pytorch;

import convspectrum.spec.composite.Expansion;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;

/**
 * Writes graphs as PyTorch modules. The file holds no weights: it is a network to be trained. Equal
 * graphs and headers give equal files.
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
    Expansion written = Expansion.of(graph, weights, CompositeRenderer::hasModule);
    return new PyTorchFile(written.graph(), written.weights()).text(header);
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
