package convspectrum.search.scoring;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.images.ScoringImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The scores of the compared designs by accuracy proxies.
 *
 * @param proxies names, in order; {@link ProxyFigures#DEFAULT} is the default rank-sum
 * @param byLabel per design its scores, in that order
 * @param conditions what they depend on besides the networks; empty where there are none
 */
public record DesignScores(
    List<String> proxies, Map<String, List<Score>> byLabel, String conditions) {
  /** No proxies were requested. */
  public static final DesignScores NONE = new DesignScores(List.of(), Map.of(), "");

  private static final Score INTERRUPTED = new Score.Undefined(ProxyScorer.INTERRUPTED);

  public DesignScores {
    proxies = List.copyOf(proxies);
    byLabel = new LinkedHashMap<>(byLabel);
  }

  /** Scores that are still to be computed. */
  public static DesignScores planned(List<String> proxies, Designs designs) {
    List<Score> none = Collections.nCopies(proxies.size(), new Score.Undefined("not scored yet"));
    Map<String, List<Score>> byLabel = new LinkedHashMap<>();
    designs.rows().forEach(row -> byLabel.put(row.label(), none));
    return new DesignScores(proxies, byLabel, "");
  }

  /** Receives the progress of the scoring. */
  public interface Progress {
    /** Reports how many of the networks are scored. */
    void report(int done, int total);
  }

  /** The names that may be requested: every proxy, and the rank-sum where there is a space. */
  public static List<String> names(boolean ofSpace) {
    List<String> names = new ArrayList<>();
    if (ofSpace) {
      names.add(ProxyFigures.DEFAULT);
    }
    AccuracyProxies.all().forEach(proxy -> names.add(proxy.name()));
    return List.copyOf(names);
  }

  /**
   * Scores designs of a space, from which the rank-sum draws its sample. Interrupting the thread
   * leaves what is not scored yet undefined.
   *
   * @param images to score with; random ones where absent
   */
  public static DesignScores of(
      Designs designs,
      Sweep space,
      List<String> proxies,
      Optional<ScoringImages> images,
      long seed,
      Progress progress) {
    List<SearchedDesign> sample =
        proxies.contains(ProxyFigures.DEFAULT) ? ProxyFigures.sample(space, seed) : List.of();
    return new Scoring(proxies, images, seed, progress).of(designs, sample);
  }

  /**
   * Scores networks that belong to no space, by proxies alone.
   *
   * @param images to score with; random ones where absent
   * @throws IllegalArgumentException where the rank-sum is requested
   */
  public static DesignScores of(
      Designs designs,
      List<String> proxies,
      Optional<ScoringImages> images,
      long seed,
      Progress progress) {
    if (proxies.contains(ProxyFigures.DEFAULT)) {
      throw new IllegalArgumentException(
          ProxyFigures.DEFAULT + " ranks within a space; these networks are of none");
    }
    return new Scoring(proxies, images, seed, progress).of(designs, List.of());
  }

  /** The score of a design by one of the proxies. */
  public Score score(String label, String proxy) {
    return Objects.requireNonNull(byLabel.get(label), label).get(proxies.indexOf(proxy));
  }

  /** Whether some are missing because the scoring was interrupted. */
  public boolean isInterrupted() {
    return byLabel.values().stream().anyMatch(scores -> scores.contains(INTERRUPTED));
  }

  /** Why scores are missing, one sentence per proxy and reason. */
  public List<String> missing() {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < proxies.size(); i++) {
      Map<String, List<String>> byReason = new LinkedHashMap<>();
      int column = i;
      byLabel.forEach((label, scores) -> {
        if (scores.get(column) instanceof Score.Undefined(String reason)) {
          byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(label);
        }
      });
      byReason.forEach((reason, labels) ->
          sentences.add(
              "%s: undefined for %s%s: %s."
                  .formatted(
                      proxies.get(column),
                      labels.getFirst(),
                      labels.size() == 1 ? "" : " and %d more".formatted(labels.size() - 1),
                      reason)));
    }
    return List.copyOf(sentences);
  }

  /** Networks of equal scored graphs are scored once. */
  private static final class Scoring {
    private final List<String> names;
    private final long seed;
    private final Progress progress;
    private final List<AccuracyProxy> computed;
    private final ProxyScorer scorer;
    private final Map<String, List<Score>> known = new HashMap<>();
    private int done;
    private int total;

    Scoring(List<String> names, Optional<ScoringImages> images, long seed, Progress progress) {
      this.names = names;
      this.seed = seed;
      this.progress = progress;
      Set<String> needed = new LinkedHashSet<>(names);
      if (needed.remove(ProxyFigures.DEFAULT)) {
        needed.addAll(RankSum.DEFAULT_TERMS);
      }
      computed = needed.stream().map(AccuracyProxies::named).toList();
      scorer = new ProxyScorer(ScoringOptions.of(computed, images));
    }

    DesignScores of(Designs designs, List<SearchedDesign> sample) {
      total = sample.size() + designs.rows().size();
      List<AccuracyProxy> terms = RankSum.defaultTerms();
      List<List<Score>> sampled = new ArrayList<>();
      sample.forEach(design -> sampled.add(terms(terms, scores(design.network()))));
      // Ranks within a part of the sample would look like those within all of it.
      boolean whole = !Thread.currentThread().isInterrupted();
      RankSum sum = new RankSum(terms, sampled);
      Map<String, List<Score>> byLabel = new LinkedHashMap<>();
      for (ComparedDesign row : designs.rows()) {
        List<Score> scores = scores(row.network());
        List<Score> chosen = new ArrayList<>();
        for (String name : names) {
          chosen.add(
              name.equals(ProxyFigures.DEFAULT)
                  ? whole ? sum.score(terms(terms, scores)) : INTERRUPTED
                  : scores.get(index(name)));
        }
        byLabel.put(row.label(), List.copyOf(chosen));
      }
      String conditions = scorer.options().conditions(seed);
      return new DesignScores(
          names,
          byLabel,
          sample.isEmpty()
              ? conditions
              : conditions + "; ranks within %d designs".formatted(sample.size()) + sum.without());
    }

    private List<Score> terms(List<AccuracyProxy> terms, List<Score> scores) {
      return terms.stream().map(term -> scores.get(index(term.name()))).toList();
    }

    private int index(String name) {
      return computed.stream().map(AccuracyProxy::name).toList().indexOf(name);
    }

    private List<Score> scores(Network network) {
      List<Score> scores =
          known.computeIfAbsent(GraphKey.of(network, computed), key -> compute(network));
      progress.report(++done, total);
      return scores;
    }

    /** A network that cannot be run has no scores; the others keep theirs. */
    private List<Score> compute(Network network) {
      try {
        return scorer.scoreUntilInterrupted(network, seed).stream()
            .map(ProxyScorer.Scored::score)
            .toList();
      } catch (UnsupportedGraphException | OutOfMemoryException e) {
        return computed.stream().map(proxy -> undefined(e)).toList();
      }
    }

    private static Score undefined(RuntimeException e) {
      return new Score.Undefined(String.valueOf(e.getMessage()));
    }
  }
}
