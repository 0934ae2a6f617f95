package convspectrum.cli.proxy;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.calibrate.ScoredSample;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.scoring.RankSum;
import convspectrum.search.scoring.ScoringOptions;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How networks are scored. */
final class ProxyOptions {
  /** Images of one batch at most; more would be a mistake. */
  private static final int MOST = 65_536;

  @Option(
      names = "--proxies",
      paramLabel = "NAME,…",
      split = ",",
      completionCandidates = Names.class,
      description =
          "Some proxies alone, by commas; see 'proxies list'. 'proxies calibrate' also takes rank-sum, or"
              + " proxy, the default sum of ranks. Default: all but vkdnw, which takes seconds a network.")
  private List<String> proxies = List.of();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images that most proxies see at a time. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "float32",
      description = "float32 or float64. Default: ${DEFAULT-VALUE}.")
  private String precision;

  /** The names of the proxies, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return AccuracyProxies.all().stream().map(AccuracyProxy::name).iterator();
    }
  }

  @Mixin private ImagesOption images;

  /** What models of no space are scored by. */
  ScoringOptions options() {
    if (asked().contains(ScoredSample.RANK_SUM)) {
      throw new UsageException(
          "--proxies: found the rank-sum, which ranks within a space; expected names of 'proxies list';"
              + " try 'explore SPEC --proxies proxy' or 'proxies calibrate'");
    }
    return options(proxies(asked()));
  }

  /**
   * What a calibration scores by: the baselines, what was asked for, and the terms of the rank-sum
   * where it was.
   */
  ScoringOptions ofCalibration() {
    Set<String> names = new LinkedHashSet<>(ScoredSample.BASELINES);
    names.addAll(asked());
    if (names.remove(ScoredSample.RANK_SUM)) {
      names.addAll(RankSum.DEFAULT_TERMS);
    }
    return options(proxies(List.copyOf(names)));
  }

  /**
   * What a calibration shows, in order: the baselines, what was asked for, and the rank-sum where
   * it was or all of its terms were.
   */
  List<String> shown() {
    Set<String> names = new LinkedHashSet<>(ScoredSample.BASELINES);
    names.addAll(asked().isEmpty() ? names(AccuracyProxies.unnamed()) : asked());
    if (names.containsAll(RankSum.DEFAULT_TERMS)) {
      names.add(ScoredSample.RANK_SUM);
    }
    return List.copyOf(names);
  }

  /** The names, in which the rank-sum has one; empty where none was given. */
  private List<String> asked() {
    return proxies.stream()
        .map(name -> name.equals(ProxyFigures.DEFAULT) ? ScoredSample.RANK_SUM : name)
        .distinct()
        .toList();
  }

  private static List<String> names(List<AccuracyProxy> proxies) {
    return proxies.stream().map(AccuracyProxy::name).toList();
  }

  private static List<AccuracyProxy> proxies(List<String> names) {
    return names.stream()
        .map(name -> Choice.of("--proxies", name, AccuracyProxies::named))
        .distinct()
        .toList();
  }

  private ScoringOptions options(List<AccuracyProxy> named) {
    if (batch < 2 || batch > MOST) {
      throw new UsageException("--batch " + batch + ": expected 2 to " + MOST);
    }
    List<AccuracyProxy> chosen = proxies.isEmpty() ? AccuracyProxies.unnamed() : named;
    Precision type =
        Choice.of("--precision", precision, word -> Choice.named(Precision.class, word));
    return new ScoringOptions(chosen, batch, type, images.read(batch));
  }
}
