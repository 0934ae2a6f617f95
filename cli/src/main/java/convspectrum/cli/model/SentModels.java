package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.fleet.SentFile;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
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
public record SentModels(List<String> words, List<SentFile> files) {
  /** More than this is refused: it would be in memory several times. */
  private static final long MOST_BYTES = 1L << 30;

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
    List<SentFile> files = new ArrayList<>();
    long size = 0;
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
        size += Files.size(file);
        requireSmall(source, size);
        files.add(new SentFile(i + "/" + name, Files.readAllBytes(file)));
        for (String beside : dataOf(source)) {
          Path data = Optional.ofNullable(file.getParent()).orElse(Path.of("")).resolve(beside);
          size += Files.size(data);
          requireSmall(source, size);
          files.add(new SentFile(i + "/" + beside, Files.readAllBytes(data)));
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

  private static void requireSmall(String source, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new UsageException(
          "%s: found %d MB of models for other machines; expected at most %d MB; try a model without its weights, which makes no difference to its time, or fewer models"
              .formatted(source, bytes >> 20, MOST_BYTES >> 20));
    }
  }
}
