package convspectrum.formats.dataset;

import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CIFAR-10 and CIFAR-100 in binary form (<a
 * href="https://www.cs.toronto.edu/~kriz/cifar.html">their page</a>): for each image its label, in
 * CIFAR-100 behind a coarse label that is not used, and 3 · 32 · 32 bytes: red, green, blue.
 *
 * @param labelBytes number of bytes in front of an image; the last one is the label
 * @param classes number of classes
 * @param train names of the files to train with
 * @param test name of the file to test with
 */
record CifarFolder(int labelBytes, int classes, List<String> train, String test) {
  private static final Shape SHAPE = Shape.of(3, 32, 32);

  private static final List<CifarFolder> KINDS =
      List.of(
          new CifarFolder(
              1,
              10,
              IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
              "test_batch.bin"),
          new CifarFolder(2, 100, List.of("train.bin"), "test.bin"));

  CifarFolder {
    train = List.copyOf(train);
  }

  /** The kind of a folder that has the first file of one. */
  static Optional<CifarFolder> of(Path folder) {
    return KINDS.stream()
        .filter(kind -> Files.isRegularFile(folder.resolve(kind.train.getFirst())))
        .findFirst();
  }

  Dataset read(String name, Path folder) {
    ImageSet images = part(folder, train);
    Optional<ImageSet> tested =
        Files.exists(folder.resolve(test))
            ? Optional.of(part(folder, List.of(test)))
            : Optional.empty();
    return Parts.together(name, folder.toString(), images, tested);
  }

  private ImageSet part(Path folder, List<String> names) {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (String name : names) {
      ByteSource.read(
          folder.resolve(name),
          source -> {
            read(source, images, labels);
            return images;
          });
    }
    return new ImageSet(
        SHAPE,
        new Pixels.Bytes(images),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        Parts.numbered(classes));
  }

  private void read(ByteSource source, List<byte[]> images, List<Integer> labels)
      throws IOException {
    int each = labelBytes + Math.toIntExact(SHAPE.elements());
    if (source.most() % each != 0 || source.most() == 0) {
      throw source.fault(
          source.most() + " bytes", "a multiple of %d, the bytes of an image".formatted(each));
    }
    source.requireRoom(source.most() / each, each);
    for (long i = 0; i < source.most() / each; i++) {
      byte[] record = source.take(each);
      int label = Byte.toUnsignedInt(record[labelBytes - 1]);
      if (label >= classes) {
        throw source.fault("image %d has label %d".formatted(i, label), "0 to " + (classes - 1));
      }
      labels.add(label);
      images.add(Arrays.copyOfRange(record, labelBytes, each));
    }
  }
}
