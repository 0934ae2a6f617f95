package convspectrum.search.scoring;

import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxy;
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

  /** These proxies over random batches of 32 in float32. */
  public static ScoringOptions of(List<AccuracyProxy> proxies) {
    return new ScoringOptions(proxies, 32, Precision.FLOAT32, Optional.empty());
  }

  /** The same for other proxies. */
  public ScoringOptions with(List<AccuracyProxy> others) {
    return new ScoringOptions(others, batch, precision, images);
  }

  /**
   * What scores by a seed depend on besides the network, in words.
   *
   * @throws IllegalStateException where images are given, which words cannot identify
   */
  public String conditions(long seed) {
    if (images.isPresent()) {
      throw new IllegalStateException("scores of given images are not to be kept");
    }
    return "batch %d of random images, %s, seed %d"
        .formatted(batch, precision.name().toLowerCase(Locale.ROOT), seed);
  }
}
