package convspectrum.search.scoring;

import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.images.ScoringImages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How networks are scored.
 *
 * @param proxies in the order in which scores are returned
 * @param batch the number of images that most proxies see
 * @param precision of everything but synflow's sums
 * @param images the images to score with; random ones where absent
 */
public record ScoringOptions(
    List<AccuracyProxy> proxies, int batch, Precision precision, Optional<ScoringImages> images) {
  public ScoringOptions {
    proxies = List.copyOf(proxies);
    if (batch < 2) {
      throw new IllegalArgumentException("batch of " + batch + "; expected at least 2");
    }
  }

  /** The default number of images that most proxies see. */
  public static final int DEFAULT_BATCH = 32;

  /** These proxies over random batches of 32 in float32. */
  public static ScoringOptions of(List<AccuracyProxy> proxies) {
    return of(proxies, Optional.empty());
  }

  /** These proxies over batches of 32 of these images in float32. */
  public static ScoringOptions of(List<AccuracyProxy> proxies, Optional<ScoringImages> images) {
    return new ScoringOptions(proxies, DEFAULT_BATCH, Precision.FLOAT32, images);
  }

  /** The same for other proxies. */
  public ScoringOptions with(List<AccuracyProxy> others) {
    return new ScoringOptions(others, batch, precision, images);
  }

  /** What scores by a seed depend on besides the network, in words. */
  public String conditions(long seed) {
    return "batch %d of %s, %s, seed %d"
        .formatted(batch, data(), precision.name().toLowerCase(Locale.ROOT), seed);
  }

  /** The images that networks are scored with, in words. */
  public String data() {
    return images.map(ScoringImages::identity).orElse("random images of a 1/f spectrum");
  }
}
