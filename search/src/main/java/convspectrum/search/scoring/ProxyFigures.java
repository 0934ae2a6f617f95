package convspectrum.search.scoring;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.images.ScoringImages;
import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The proxies of a search by name, and their default rank-sum, which is called {@code proxy}. */
public final class ProxyFigures {
  /** The name of the default rank-sum. */
  public static final String DEFAULT = "proxy";

  /** Maximum number of draws per design of the sample, since blocks may not fit in some. */
  private static final int DRAWS = 50;

  private static final Set<String> COSTS =
      Set.of("params", "macs", AccuracyProxies.LIVE_PARAMS, AccuracyProxies.LIVE_MACS);

  private ProxyFigures() {}

  /** All names: every proxy that is no cost, and the rank-sum. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of(DEFAULT));
    AccuracyProxies.all().stream()
        .map(AccuracyProxy::name)
        .filter(name -> !COSTS.contains(name))
        .forEach(names::add);
    return names;
  }

  /**
   * The figure of this name, if it is a proxy.
   *
   * @param images to score with; random ones where absent
   */
  public static Optional<Figure> named(
      String name, Sweep sweep, Optional<ScoringImages> images, long seed) {
    if (name.equals(DEFAULT)) {
      return Optional.of(rankSum(sweep, images, seed));
    }
    return names().contains(name)
        ? Optional.of(figures(List.of(AccuracyProxies.named(name)), images, seed).getFirst())
        : Optional.empty();
  }

  private static RankSumFigure rankSum(Sweep sweep, Optional<ScoringImages> images, long seed) {
    return new RankSumFigure(
        DEFAULT,
        RankSum.defaultTerms(),
        figures(RankSum.defaultTerms(), images, seed),
        sample(sweep, seed));
  }

  /** Terms that share a scorer, so that intermediate results of one serve the others. */
  private static List<ProxyFigure> figures(
      List<AccuracyProxy> proxies, Optional<ScoringImages> images, long seed) {
    SharedScores scores =
        new SharedScores(new ProxyScorer(ScoringOptions.of(proxies, images)), seed);
    return proxies.stream().map(proxy -> new ProxyFigure(proxy.name(), scores)).toList();
  }

  /** Different designs of the space, drawn uniformly by the seed; all designs of a small space. */
  static List<SearchedDesign> sample(Sweep sweep, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SearchedDesign> sample = new ArrayList<>();
    Set<Design> drawn = new HashSet<>();
    for (int i = 0; i < RankSum.DEFAULT_SAMPLE * DRAWS; i++) {
      if (sample.size() == RankSum.DEFAULT_SAMPLE) {
        break;
      }
      Design design = draw(sweep, random);
      if (drawn.add(design)) {
        SearchedDesign searched =
            new SearchedDesign(sweep.spec(), design, Encoding.of(), sweep.input());
        if (fits(searched)) {
          sample.add(searched);
        }
      }
    }
    return List.copyOf(sample);
  }

  private static Design draw(Sweep sweep, SplittableRandom random) {
    Spec spec = sweep.spec();
    int[] places = sweep.parameters().stream().mapToInt(spec.space()::indexOf).toArray();
    int[] choices = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      choices[i] = random.nextInt(spec.parameters().get(places[i]).size());
    }
    return spec.canonical(sweep.base().with(places, choices));
  }

  private static boolean fits(SearchedDesign searched) {
    try {
      searched.network();
      return true;
    } catch (SpecException e) {
      return false;
    }
  }
}
