package convspectrum.search.scoring;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxy;
import java.util.List;

/**
 * The keys of a network's scores. They name its graph, in whichever space or table it occurs.
 *
 * @param network that is scored
 * @param options by which it is scored
 * @param plain the key of its graph for proxies that do not read its blocks
 */
public record ScoreKeys(Network network, ScoringOptions options, String plain) {
  /** Keys of scores by these options. */
  public static ScoreKeys of(Network network, ScoringOptions options) {
    return new ScoreKeys(network, options, GraphKey.of(network, List.of()));
  }

  /** The key of a score by a proxy with a seed. */
  public ScoreCache.Key key(AccuracyProxy proxy, long seed) {
    return new ScoreCache.Key(
        proxy.readsBlocks() ? GraphKey.of(network, List.of(proxy)) : plain,
        proxy.name(),
        options.conditions(seed));
  }

  /** The keys of all its scores with a seed, in the order of the proxies. */
  List<ScoreCache.Key> all(long seed) {
    return options.proxies().stream().map(proxy -> key(proxy, seed)).toList();
  }
}
