package convspectrum.cli.model;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.elsewhere.SentNetwork;
import convspectrum.search.work.SentFile;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.zoo.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An ONNX file.
 *
 * @param file where it is
 * @param options how it was read
 * @param imported what was read
 */
public record OnnxModel(Path file, ReadOptions options, ImportedModel imported) implements Model {
  /** Reads the file that an argument names. */
  public static OnnxModel read(String argument, ReadOptions options) {
    Path file = Path.of(argument);
    return new OnnxModel(file, options, OnnxReader.read(file, options));
  }

  @Override
  public Network network() {
    return Network.imported(file, imported);
  }

  @Override
  public Optional<Published> published() {
    return Optional.empty();
  }

  @Override
  public String yaml() {
    return ExportedFile.yaml(file.toString(), imported.graph());
  }

  /** Weights that are not in the file itself are no part of it here either. */
  @Override
  public SentNetwork sent(Classifier classifier) {
    try {
      return SentNetwork.ofFile(classifier, SentFile.of(file), options.input());
    } catch (IOException e) {
      throw SpecException.ofFile(
          file.toString(),
          "cannot be read again: " + e.getMessage(),
          "the file that was read before");
    }
  }

  @Override
  public String weightsFrom(long seed) {
    return network().gaps().weights().isPresent()
        ? "weights of the file, those it lacks of seed " + seed
        : "weights of the file";
  }

  @Override
  public boolean hasWeights() {
    return network().gaps().weights().isEmpty();
  }

  @Override
  public void requireWhole() {
    if (imported.coverage().isPartial()) {
      throw unknown("a network without gaps: what has gaps can be counted, but not run");
    }
  }

  /** What the reader says of the first node that it does not understand. */
  public SpecException unknown(String advice) {
    try {
      OnnxReader.read(file, new ReadOptions(options.input(), false));
    } catch (SpecException e) {
      List<Fault> faults =
          e.faults().stream()
              .map(fault -> new Fault(fault.location(), fault.path(), fault.problem(), advice))
              .toList();
      return new SpecException(faults);
    }
    return SpecException.ofFile(file.toString(), imported.coverage().toString(), advice);
  }
}
