package convspectrum.search.scoring;

import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.Score;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores in a journal of their own, which belongs to no space: a score is found by the graph that
 * was scored, in whichever space or table the design occurs.
 */
public final class JournalScores implements ScoreCache, AutoCloseable {
  /** The text that such a journal stores in place of a space. */
  private static final String CONTENT = "proxy scores by graph";

  private static final String SECONDS = " s";

  private final Journal journal;

  private JournalScores(Journal journal) {
    this.journal = journal;
  }

  /**
   * Opens or creates a journal of scores.
   *
   * @param version of what scores; a journal of another is refused
   * @throws convspectrum.search.journal.JournalException where it is refused or cannot be read
   */
  public static JournalScores open(Path file, String version) {
    return new JournalScores(Journal.open(file, CONTENT, version));
  }

  /** What happened on opening, one sentence each. */
  public List<String> notes() {
    return journal.notes();
  }

  @Override
  public Optional<ProxyScorer.Scored> get(Key key) {
    return journal.find(figure(key), key.graph()).map(found -> scored(key.proxy(), found));
  }

  @Override
  public void put(List<Key> keys, List<ProxyScorer.Scored> scores) {
    for (int i = 0; i < keys.size(); i++) {
      Map<String, Evaluation> one = new LinkedHashMap<>();
      one.put(keys.get(i).graph(), evaluation(scores.get(i)));
      journal.put(figure(keys.get(i)), one);
    }
  }

  private static String figure(Key key) {
    return ProxyFigure.identity(key.proxy(), key.conditions());
  }

  /** The note of a score is its time; for an undefined score, the reason follows. */
  private static Evaluation evaluation(ProxyScorer.Scored scored) {
    String time = scored.seconds() + SECONDS;
    return switch (scored.score()) {
      case Score.Value _ -> new Evaluation(scored.score().number(), time);
      case Score.Undefined(String reason) ->
          new Evaluation(scored.score().number(), time + ": " + reason);
    };
  }

  private static ProxyScorer.Scored scored(String proxy, Evaluation found) {
    String note = found.note();
    int unit = note.indexOf(SECONDS);
    double seconds = Double.parseDouble(note.substring(0, unit));
    Score score =
        found.number().isPresent()
            ? Score.of(found.number().getAsDouble())
            : new Score.Undefined(note.substring(unit + SECONDS.length() + ": ".length()));
    return new ProxyScorer.Scored(AccuracyProxies.named(proxy), score, seconds);
  }

  @Override
  public void close() {
    journal.close();
  }
}
