package convspectrum.search.scoring;

import convspectrum.search.figure.Direction;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SummaryFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link RankSum} of proxies. The sample that designs are ranked within is scored first, and like
 * every score it is in the journal, so that a resumed search ranks by the same sample.
 */
public final class RankSumFigure implements SummaryFigure {
  private final String name;
  private final List<AccuracyProxy> terms;
  private final List<ProxyFigure> parts;
  private final List<SearchedDesign> sample;
  private @Nullable RankSum ranks;

  RankSumFigure(
      String name,
      List<AccuracyProxy> terms,
      List<ProxyFigure> parts,
      List<SearchedDesign> sample) {
    this.name = name;
    this.terms = List.copyOf(terms);
    this.parts = List.copyOf(parts);
    this.sample = List.copyOf(sample);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String identity() {
    return "%s of %s within %d designs"
        .formatted(name, parts.stream().map(ProxyFigure::identity).toList(), sample.size());
  }

  @Override
  public String conditions() {
    return "%s; ranks within %d designs".formatted(parts.getFirst().conditions(), sample.size());
  }

  @Override
  public Direction direction() {
    return Direction.MAX;
  }

  @Override
  public boolean isAmount() {
    return false;
  }

  @Override
  public String key(SearchedDesign design) {
    return parts.getFirst().key(design);
  }

  @Override
  public List<ProxyFigure> parts() {
    return parts;
  }

  @Override
  public List<SearchedDesign> sample() {
    return sample;
  }

  @Override
  public synchronized void rankWithin(List<List<Evaluation>> sampled) {
    ranks = new RankSum(terms, sampled.stream().map(RankSumFigure::scores).toList());
  }

  @Override
  public synchronized boolean isRanked() {
    return ranks != null;
  }

  @Override
  public synchronized Evaluation combine(List<Evaluation> values) {
    RankSum known = ranks;
    if (known == null) {
      throw new IllegalStateException(name + " is asked for before its sample is known");
    }
    return switch (known.score(scores(values))) {
      case Score.Undefined(String reason) -> Evaluation.failed(reason);
      case Score.Value(double value) -> Evaluation.of(value);
    };
  }

  private static List<Score> scores(List<Evaluation> values) {
    List<Score> scores = new ArrayList<>();
    for (Evaluation value : values) {
      scores.add(
          value.number().isPresent() ? Score.of(value.orNaN()) : new Score.Undefined(value.note()));
    }
    return scores;
  }
}
