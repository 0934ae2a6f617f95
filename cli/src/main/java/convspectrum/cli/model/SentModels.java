package convspectrum.cli.model;

import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.fleet.PlacedFile;
import convspectrum.search.work.SentFile;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Models that other machines are to read: arguments as they are there, and the files that these
 * name. Networks of the zoo are there already.
 *
 * @param words an argument for each model
 * @param files in folders of their own
 */
public record SentModels(List<String> words, List<PlacedFile> files) {
  public SentModels {
    words = List.copyOf(words);
    files = List.copyOf(files);
  }

  /**
   * Reads the files of models, with the data beside ONNX files.
   *
   * @param models arguments that were read before, and are right
   */
  public static SentModels of(List<String> models) {
    List<String> words = new ArrayList<>();
    List<PlacedFile> files = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      ModelArgument argument = ModelArgument.of(models.get(i));
      String source = argument.source();
      if (source.startsWith(Zoo.PREFIX)) {
        words.add(argument.given());
        continue;
      }
      ModelSource.requireFile(source, "other machines read the model");
      Path file = Path.of(source);
      String name = name(file);
      words.add(i + "/" + name + (argument.fixed().isEmpty() ? "" : "#" + argument.fixed()));
      try {
        files.add(new PlacedFile(SentFile.of(file), i + "/" + name));
        for (String beside : dataOf(source)) {
          files.add(new PlacedFile(SentFile.of(file.resolveSibling(beside)), i + "/" + beside));
        }
      } catch (IOException e) {
        throw SpecException.ofFile(
            source, "cannot be read again: " + e.getMessage(), "the file that was read before");
      }
    }
    return new SentModels(words, files);
  }

  /** The name of a file in letters that every machine has. */
  private static String name(Path file) {
    return Objects.toString(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** The files beside an ONNX file that it needs and that are there. */
  private static List<String> dataOf(String source) {
    return ModelSource.isOnnx(source)
        ? OnnxReader.read(Path.of(source), new ReadOptions(Optional.empty(), true))
            .storage()
            .files()
            .entrySet()
            .stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .toList()
        : List.of();
  }
}
