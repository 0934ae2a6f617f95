package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The parts of a data set, checked against each other. */
final class Parts {
  /** More classes than any set of labelled images has; a label beyond it is a damaged one. */
  private static final int MOST_CLASSES = 100_000;

  private Parts() {}

  /** Images with labels that have no names. */
  static ImageSet labelled(String file, Shape shape, Pixels pixels, int[] labels) {
    if (labels.length != pixels.count()) {
      throw SpecException.ofFile(
          file,
          labels.length + " labels for " + pixels.count() + " images",
          "expected a label for each image");
    }
    if (labels.length == 0) {
      throw SpecException.ofFile(file, "no images", "expected at least one");
    }
    int largest = Arrays.stream(labels).max().orElseThrow();
    if (largest >= MOST_CLASSES) {
      throw SpecException.ofFile(file, "label " + largest, "expected 0 to " + (MOST_CLASSES - 1));
    }
    return new ImageSet(shape, pixels, labels, numbered(largest + 1));
  }

  /** Names of classes that have only numbers. */
  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  /** A data set whose test images have the shape and the classes of its training images. */
  static Dataset together(String name, String file, ImageSet train, Optional<ImageSet> test) {
    if (test.isEmpty()) {
      return new Dataset(name, train, test);
    }
    ImageSet tested = test.get();
    if (!tested.shape().equals(train.shape())) {
      throw SpecException.ofFile(
          file,
          "test images of %s, training images of %s".formatted(tested.shape(), train.shape()),
          "expected one shape");
    }
    for (int i = 0; i < tested.count(); i++) {
      if (tested.label(i) >= train.classes().size()) {
        throw SpecException.ofFile(
            file,
            "test image %d has label %d".formatted(i, tested.label(i)),
            "expected 0 to %d, as the training images have".formatted(train.classes().size() - 1));
      }
    }
    return new Dataset(name, train, test);
  }
}
