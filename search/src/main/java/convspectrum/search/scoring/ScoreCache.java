package convspectrum.search.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers scores, so that none is computed twice; a journal also keeps them on disk. */
public interface ScoreCache {
  /**
   * The key of a score.
   *
   * @param graph the {@link GraphKey} of what is scored
   * @param proxy name of the proxy
   * @param conditions batch, precision, images and seed: {@link ScoringOptions#conditions}
   */
  record Key(String graph, String proxy, String conditions) {}

  /** The score of a key, if it is known. */
  Optional<ProxyScorer.Scored> get(Key key);

  /** Remembers scores that belong together. */
  void put(List<Key> keys, List<ProxyScorer.Scored> scores);

  /** Remembers as long as the process runs; may be used by several threads. */
  static ScoreCache inMemory() {
    Map<Key, ProxyScorer.Scored> known = new HashMap<>();
    return new ScoreCache() {
      @Override
      public synchronized Optional<ProxyScorer.Scored> get(Key key) {
        return Optional.ofNullable(known.get(key));
      }

      @Override
      public synchronized void put(List<Key> keys, List<ProxyScorer.Scored> scores) {
        for (int i = 0; i < keys.size(); i++) {
          known.put(keys.get(i), scores.get(i));
        }
      }
    };
  }
}
