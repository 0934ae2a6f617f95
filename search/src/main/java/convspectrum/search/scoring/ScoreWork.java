package convspectrum.search.scoring;

import convspectrum.gradients.Precision;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.images.SentScoringImages;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores designs by proxies.
 *
 * @param space whose designs they are
 * @param proxies their names
 * @param batch number of images
 * @param precision of the arithmetic
 * @param images to score with; null for random ones
 * @param seed of weights and random images
 */
public record ScoreWork(
    SpacePart space,
    List<String> proxies,
    int batch,
    Precision precision,
    @Nullable SentScoringImages images,
    long seed)
    implements Work<NetworkScores> {
  private static final long serialVersionUID = 1L;

  public ScoreWork {
    proxies = List.copyOf(proxies);
  }

  /**
   * Scoring by these options.
   *
   * @param files takes their images, if they have some
   */
  public static ScoreWork of(
      SpacePart space, ScoringOptions options, long seed, FilesToSend files) {
    return new ScoreWork(
        space,
        options.proxies().stream().map(AccuracyProxy::name).toList(),
        options.batch(),
        options.precision(),
        options.images().map(images -> images.send(2 * options.batch(), files)).orElse(null),
        seed);
  }

  @Override
  public List<SentFile> files() {
    SentScoringImages sent = images;
    return sent == null ? List.of() : List.of(sent.file());
  }

  @Override
  public Worker<NetworkScores> open(FoundFiles found) {
    Sweep sweep = space.open();
    ProxyScorer scorer =
        new ProxyScorer(
            new ScoringOptions(
                proxies.stream().map(AccuracyProxies::named).toList(),
                batch,
                precision,
                Optional.ofNullable(images).map(sent -> sent.open(found))));
    return number ->
        NetworkScores.of(
            scorer, () -> Network.design(sweep.spec(), sweep.design(number), sweep.input()), seed);
  }

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public boolean computesOnVectors() {
    return true;
  }

  @Override
  public int grain() {
    return 1;
  }
}
