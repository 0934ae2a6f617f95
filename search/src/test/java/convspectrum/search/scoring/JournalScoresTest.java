package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.journal.Journal;
import convspectrum.search.journal.JournalException;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.Score;
import convspectrum.search.work.ComputingMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalScoresTest {
  private static final String CONDITIONS = "batch 8 of random images, float32, seed 1";

  @TempDir private Path folder;

  private JournalScores open(String version) {
    return JournalScores.open(folder.resolve("scores.journal"), version);
  }

  private static ProxyScorer.Scored scored(String proxy, Score score, double seconds) {
    return new ProxyScorer.Scored(AccuracyProxies.named(proxy), score, seconds);
  }

  @Test
  void scoresOutliveTheProcess() {
    List<ProxyScorer.Scored> scores =
        List.of(
            scored("snip", Score.of(1.0 / 3), 0.25),
            scored("jacob_cov", Score.of(-1e300), 1e-5),
            scored("naswot", new Score.Undefined("the network has no ReLU: s : none"), 2));
    List<ScoreCache.Key> keys =
        Stream.of("snip", "jacob_cov", "naswot")
            .map(proxy -> new ScoreCache.Key("abc", proxy, CONDITIONS))
            .toList();
    try (JournalScores journal = open("1")) {
      journal.put(keys, scores);
    }
    try (JournalScores journal = open("1")) {
      assertThat(keys.stream().map(key -> journal.get(key).orElseThrow()))
          .containsExactlyElementsOf(scores);
      assertThat(
              Stream.of(
                      new ScoreCache.Key("abd", "snip", CONDITIONS),
                      new ScoreCache.Key("abc", "fisher", CONDITIONS),
                      new ScoreCache.Key("abc", "snip", CONDITIONS.replace("32", "64")),
                      new ScoreCache.Key("abc", "snip", CONDITIONS.replace("8", "9")))
                  .filter(key -> journal.get(key).isPresent()))
          .isEmpty();
    }
  }

  /** So a journal that goes on elsewhere mixes no sums of other orders. */
  @Test
  void scoresAreOfTheVectorsThatTheyWereComputedWith() {
    assertThat(ProxyFigure.identity("snip", CONDITIONS))
        .contains(CONDITIONS + ", " + ComputingMachine.vectors());
  }

  @Test
  void otherJournalsAreRefused() {
    open("1").close();
    assertThatThrownBy(() -> open("2"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another version");
    Path search = folder.resolve("search.journal");
    Journal.open(search, "some space", "1").close();
    assertThatThrownBy(() -> JournalScores.open(search, "1"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is of another space (some space, wanted proxy scores by graph)");
  }
}
