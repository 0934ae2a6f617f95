package convspectrum.search.scoring;

import convspectrum.search.figure.Direction;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SharedFigure;
import convspectrum.search.work.ComputingMachine;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SpacePart;

/** An accuracy proxy; shared by designs of equal scored graphs. */
public final class ProxyFigure implements SharedFigure<NetworkScores> {
  private final String name;
  private final SharedScores scores;

  ProxyFigure(String name, SharedScores scores) {
    this.name = name;
    this.scores = scores;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Direction direction() {
    return Direction.MAX;
  }

  @Override
  public boolean isCheap() {
    return false;
  }

  @Override
  public boolean isAmount() {
    return false;
  }

  @Override
  public String identity() {
    return identity(name, conditions());
  }

  @Override
  public String conditions() {
    return scores.conditions();
  }

  /** What identifies scores by a proxy where they are kept. */
  static String identity(String proxy, String conditions) {
    return "proxy %s, %s, %s, scoring %d"
        .formatted(proxy, conditions, ComputingMachine.vectors(), ProxyScorer.VERSION);
  }

  @Override
  public String key(SearchedDesign design) {
    return scores.key(design);
  }

  @Override
  public double of(SearchedDesign design) {
    return scores.score(design, name);
  }

  @Override
  public ScoreWork work(SpacePart space, int threads, FilesToSend files) {
    return scores.work(space, files);
  }

  @Override
  public boolean isKnown(SearchedDesign design) {
    return scores.isKnown(design);
  }

  @Override
  public void know(SearchedDesign design, NetworkScores result) {
    scores.know(design, result);
  }
}
