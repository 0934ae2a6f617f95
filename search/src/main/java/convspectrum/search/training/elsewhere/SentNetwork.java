package convspectrum.search.training.elsewhere;

import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.WorkFailedException;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network to train, as it is sent.
 *
 * @param label what reports call it
 * @param text a spec that leaves nothing open; empty where there is a file
 * @param file an ONNX file; null where there is a text
 * @param input another shape for the input of a file, batch first; empty for its own
 * @param identity {@link Classifier#identity} of its network
 */
public record SentNetwork(
    String label, String text, @Nullable SentFile file, List<Integer> input, String identity)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public SentNetwork {
    input = List.copyOf(input);
  }

  /**
   * A network as text.
   *
   * @param text a spec that leaves nothing open, and denotes the same graph
   */
  public static SentNetwork ofText(Classifier classifier, String text) {
    return new SentNetwork(classifier.label(), text, null, List.of(), classifier.identity());
  }

  /**
   * A network of an ONNX file.
   *
   * @param input another shape for its input, batch first, if not its own
   */
  public static SentNetwork ofFile(Classifier classifier, SentFile file, Optional<Shape> input) {
    return new SentNetwork(
        classifier.label(),
        "",
        file,
        input.stream().flatMap(shape -> Arrays.stream(shape.toArray()).boxed()).toList(),
        classifier.identity());
  }

  /**
   * The network.
   *
   * @throws WorkFailedException where it is another than the one that was sent
   */
  Classifier open(FoundFiles found) {
    Classifier read = new Classifier(label, network(found));
    if (!read.identity().equals(identity)) {
      throw new WorkFailedException(
          "%s: found another network on a worker than here; expected the same; try without --on"
              .formatted(label));
    }
    return read;
  }

  private Network network(FoundFiles found) {
    SentFile sent = file;
    if (sent == null) {
      Spec spec = Spec.parse(label, text);
      return Network.design(spec, spec.defaults(), Optional.empty());
    }
    Path path = found.find(sent);
    Optional<Shape> shape =
        input.isEmpty()
            ? Optional.empty()
            : Optional.of(Shape.of(input.stream().mapToInt(Integer::intValue).toArray()));
    return Network.imported(path, OnnxReader.read(path, new ReadOptions(shape, false)));
  }
}
