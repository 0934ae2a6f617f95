package convspectrum.search.scoring;

import convspectrum.gradients.Precision;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.UnsentImagesException;
import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import java.util.List;
import java.util.Optional;

/**
 * Scores designs by proxies with random images.
 *
 * @param space whose designs they are
 * @param proxies their names
 * @param batch number of images
 * @param precision of the arithmetic
 * @param seed of weights and images
 */
public record ScoreWork(
    SpacePart space, List<String> proxies, int batch, Precision precision, long seed)
    implements Work<NetworkScores> {
  private static final long serialVersionUID = 1L;

  public ScoreWork {
    proxies = List.copyOf(proxies);
  }

  /**
   * Scoring by these options.
   *
   * @throws UnsentImagesException where they name images, which other machines do not have
   */
  public static ScoreWork of(SpacePart space, ScoringOptions options, long seed) {
    if (options.images().isPresent()) {
      throw new UnsentImagesException();
    }
    return new ScoreWork(
        space,
        options.proxies().stream().map(AccuracyProxy::name).toList(),
        options.batch(),
        options.precision(),
        seed);
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
                Optional.empty()));
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
