package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of pictures for each class: {@code DATA/CLASS/*.png}, or {@code DATA/train/CLASS} with
 * {@code DATA/test/CLASS} or {@code DATA/val/CLASS}. Classes are numbered in the order of their
 * names.
 */
final class PictureFolder {
  private static final List<String> TESTS = List.of("test", "val");

  private final Optional<Shape> size;
  private final List<String> classes;
  private final List<byte[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private @Nullable Shape shape;
  private @Nullable Path first;
  private long bytes;

  private PictureFolder(Optional<Shape> size, List<String> classes) {
    this.size = size;
    this.classes = classes;
  }

  /** Whether a folder has folders of pictures. */
  static boolean is(Path folder) throws IOException {
    return !classes(root(folder)).isEmpty();
  }

  /**
   * Reads a folder.
   *
   * @param size shape (channels, height, width) to bring each picture to; without it all must be of
   *     one size
   */
  static Dataset read(String name, Path folder, Optional<Shape> size) throws IOException {
    Path root = root(folder);
    List<String> classes = classes(root).stream().map(PictureFolder::name).toList();
    ImageSet train = new PictureFolder(size, classes).part(root);
    Optional<Path> tests =
        root.equals(folder)
            ? Optional.empty()
            : TESTS.stream().map(folder::resolve).filter(Files::isDirectory).findFirst();
    Optional<ImageSet> test = Optional.empty();
    if (tests.isPresent()) {
      Shape wanted = train.shape();
      PictureFolder part =
          new PictureFolder(size.isPresent() ? Optional.of(wanted) : size, classes);
      test = Optional.of(part.part(tests.get()));
    }
    return Parts.together(name, folder.toString(), train, test);
  }

  private static Path root(Path folder) {
    Path train = folder.resolve("train");
    return Files.isDirectory(train) ? train : folder;
  }

  private static List<Path> classes(Path root) throws IOException {
    List<Path> classes = new ArrayList<>();
    for (Path folder : list(root)) {
      if (Files.isDirectory(folder) && list(folder).stream().anyMatch(PictureFile::isNamed)) {
        classes.add(folder);
      }
    }
    return classes;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private ImageSet part(Path root) throws IOException {
    for (Path folder : classes(root)) {
      int label = classes.indexOf(name(folder));
      if (label < 0) {
        throw SpecException.ofFile(
            folder.toString(), "a class that is not in the training images", "one of theirs");
      }
      for (Path file : list(folder)) {
        if (PictureFile.isNamed(file)) {
          add(file, label);
        }
      }
    }
    if (shape == null) {
      throw SpecException.ofFile(root.toString(), "no pictures", "a folder of pictures per class");
    }
    int[] found = labels.stream().mapToInt(Integer::intValue).toArray();
    return new ImageSet(shape, new Pixels.Bytes(images), found, classes);
  }

  private void add(Path file, int label) {
    BufferedImage image = read(file);
    int channels = PictureFile.isGrey(image) ? 1 : 3;
    Shape stored = Shape.of(channels, image.getHeight(), image.getWidth());
    byte[] values = PictureFile.values(image, channels);
    ImageSet one =
        new ImageSet(stored, new Pixels.Bytes(List.of(values)), new int[1], List.of("one"));
    Shape wanted = size.orElse(shape == null ? stored : shape);
    if (size.isEmpty() && !sameSize(wanted, stored)) {
      throw SpecException.ofFile(
          file.toString(),
          "%d × %d pixels".formatted(stored.dim(2), stored.dim(1)),
          "expected %d × %d, as %s has; try --resize"
              .formatted(wanted.dim(2), wanted.dim(1), first));
    }
    bytes += wanted.elements();
    MemoryLimit.require(file.toString(), bytes);
    float[] fitted = new float[Math.toIntExact(wanted.elements())];
    one.fitted(wanted).read(0, fitted, 0);
    byte[] made = new byte[fitted.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = (byte) (int) fitted[i];
    }
    if (shape == null) {
      shape = wanted;
      first = file;
    }
    images.add(made);
    labels.add(label);
  }

  /** Whether only the number of channels differs: grey pictures stand between colored ones. */
  private static boolean sameSize(Shape a, Shape b) {
    return a.dim(1) == b.dim(1) && a.dim(2) == b.dim(2);
  }

  private static BufferedImage read(Path file) {
    try {
      BufferedImage image = PictureFile.read(file);
      if (image == null) {
        throw SpecException.ofFile(file.toString(), "no picture", "a PNG or JPEG file");
      }
      return image;
    } catch (IOException e) {
      throw SpecException.ofFile(
          file.toString(), "cannot be read: " + e.getMessage(), "a PNG or JPEG file");
    }
  }
}
