package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The four files of MNIST and of data sets like it, gzipped or not. */
final class IdxFolder {
  private static final List<String> ENDINGS = List.of("", ".gz");

  private IdxFolder() {}

  /** Whether a folder has images for training. */
  static boolean is(Path folder) {
    return images(folder, "train").isPresent();
  }

  static Dataset read(String name, Path folder) {
    ImageSet train = part(folder, images(folder, "train").orElseThrow());
    Optional<ImageSet> test = images(folder, "t10k").map(file -> part(folder, file));
    return Parts.together(name, folder.toString(), train, test);
  }

  /** Whether a file has images. */
  static boolean isImages(Path file) {
    return String.valueOf(file.getFileName()).contains("idx3");
  }

  /** The images of a file, with the labels of the file beside it. */
  static Dataset readFile(Path file) {
    Path folder = file.resolveSibling("");
    return new Dataset(String.valueOf(file.getFileName()), part(folder, file), Optional.empty());
  }

  private static Optional<Path> images(Path folder, String part) {
    return find(folder, part + "-images", "idx3-ubyte");
  }

  private static Optional<Path> find(Path folder, String start, String end) {
    for (String separator : List.of("-", ".")) {
      for (String ending : ENDINGS) {
        Path file = folder.resolve(start + separator + end + ending);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static ImageSet part(Path folder, Path imageFile) {
    String name = String.valueOf(imageFile.getFileName());
    String labelName = name.replace("images", "labels").replace("idx3", "idx1");
    String bare =
        labelName.endsWith(".gz") ? labelName.substring(0, labelName.length() - 3) : labelName;
    Path labelFile =
        ENDINGS.stream()
            .map(ending -> folder.resolve(bare + ending))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() ->
                SpecException.ofFile(
                    folder.resolve(labelName).toString(),
                    "there is no such file",
                    "expected the labels of " + name));
    IdxReader.Images images = ByteSource.read(imageFile, IdxReader::images);
    int[] labels = ByteSource.read(labelFile, IdxReader::labels);
    return Parts.labelled(labelFile.toString(), images.shape(), images.pixels(), labels);
  }
}
