package convspectrum.cli.training;

import convspectrum.cli.usage.Percentage;
import convspectrum.cli.usage.UsageException;
import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.gradients.training.Split;
import convspectrum.search.training.Classifier;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The images that networks are trained with. */
final class DataOptions {
  private static final int ALL = Integer.MAX_VALUE;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Labelled images: a name, a file or a folder; --list-data says which. fashion-sample is part"
              + " of the program.")
  private @Nullable String data;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "10%",
      description =
          "Share of the training images that is kept apart to choose by; the same images for every"
              + " seed and network. 0 for none. Default: ${DEFAULT-VALUE}.")
  private String validation;

  @Option(
      names = "--train-images",
      paramLabel = "N",
      description = "Learn from no more images than this. Default: all, or as a study says.")
  private @Nullable Integer most;

  @Option(
      names = "--resize",
      description =
          "Bring images to the size and channels of the networks' input; without it others are"
              + " refused.")
  private boolean resize;

  /** What is read: the data set, and its training images in parts. */
  record Images(Dataset data, Split split) {}

  /** Takes these where the options name none. */
  void otherwise(String name, int images) {
    data = data == null ? name : data;
    most = most == null ? images : most;
  }

  /** Whether there are any. */
  boolean isGiven() {
    return data != null;
  }

  /** Refuses that no images are kept apart, by which designs are chosen. */
  void requireValidation() {
    if (Percentage.of("--validation", validation, true) == 0) {
      refuseNoValidation();
    }
  }

  /** No images are kept apart: there are too few, or none are asked for. */
  void refuseNoValidation() {
    throw new UsageException(
        "--validation %s: found no images to judge designs by; expected some, since test images are no choice; try --validation 10%%"
            .formatted(validation));
  }

  /** Refuses what can be refused before anything is read. */
  void check() {
    if (data == null) {
      throw new UsageException(
          "found no --data; expected images to train with; try --data fashion-sample, or train"
              + " --list-data for others");
    }
    Percentage.of("--validation", validation, true);
    if (most != null && most < 1) {
      throw new UsageException("--train-images " + most + ": expected at least 1");
    }
  }

  /**
   * Reads the images.
   *
   * @param classifiers the networks, which must take them
   * @param batch number of images of a step
   */
  Images read(List<Classifier> classifiers, int batch) {
    Optional<Shape> size = Optional.empty();
    if (resize) {
      Shape input = classifiers.getFirst().input();
      size = Optional.of(Shape.of(input.channels(), input.height(), input.width()));
    }
    Dataset read = Datasets.open(String.valueOf(data), size);
    classifiers.forEach(classifier -> classifier.requireFit(read));
    int all = read.train().count();
    int apart = (int) Math.round(all * Percentage.of("--validation", validation, true));
    Split split = Split.of(read.train(), apart, most == null ? ALL : most);
    if (split.train().count() < batch) {
      throw new UsageException(
          "--batch %d: found %d images to learn from; expected at least as many as a batch"
              .formatted(batch, split.train().count()));
    }
    return new Images(read, split);
  }
}
