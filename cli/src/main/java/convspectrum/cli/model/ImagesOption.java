package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.design.Network;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.scoring.images.ImageSource;
import convspectrum.search.scoring.images.ScoringImages;
import convspectrum.spec.graph.Shape;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --images} of all commands that score networks. */
public final class ImagesOption {
  @Option(
      names = "--images",
      paramLabel = "PATH",
      description =
          "Score with images instead of random inputs: a folder of PNG and JPEG files, a .npy file"
              + " (batch, channels, height, width), or the training images of a data set as 'train"
              + " --data' takes it, such as fashion-mnist; see 'train --list-data'.")
  private @Nullable Path images;

  private @Nullable ScoringImages read;

  /** Whether images are named. */
  public boolean isGiven() {
    return images != null;
  }

  /**
   * The images; none where the option is not given.
   *
   * @param batch how many are needed at a time; fewer are refused, since images that occur twice in
   *     a batch cannot be told apart
   */
  public Optional<ScoringImages> read(int batch) {
    if (images == null) {
      return Optional.empty();
    }
    ScoringImages known = read;
    if (known == null) {
      known = ImageSource.of(images);
      read = known;
    }
    if (known.count() < batch) {
      throw new UsageException(
          "--images %s: found %d; expected at least %d, a batch of different images"
              .formatted(images, known.count(), batch));
    }
    return Optional.of(known);
  }

  /** Refuses images that do not fit a network, before anything is scored. */
  public static void requireFit(ScoringOptions options, Network network) {
    Shape input = network.graph().inputs().getFirst().shape();
    if (options.images().isEmpty() || input.rank() != 4) {
      return;
    }
    try {
      Shape batch = input.with(0, options.batch());
      options.images().get().take(batch, 0);
      options.images().get().take(batch, options.batch());
    } catch (UnsupportedGraphException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
