package convspectrum.search.proxy;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.input.UndefinedScoreException;
import java.util.List;
import java.util.stream.Collectors;

/** All accuracy proxies. */
public final class AccuracyProxies {
  /** Name of the baseline that counts the MACs that the output depends on. */
  public static final String LIVE_MACS = "live_macs";

  /** Name of the baseline that counts the parameters that the output depends on. */
  public static final String LIVE_PARAMS = "live_params";

  private static final List<AccuracyProxy> ALL =
      List.of(
          new Params(),
          new Macs(),
          new LiveParams(),
          new LiveMacs(),
          new LiveUnits(),
          new L2Norm(),
          new GradNorm(),
          new Snip(),
          new Plain(),
          new Fisher(),
          new SynFlow(),
          new JacobCov(),
          new JacobExcess(),
          new EpeNas(),
          NasWot.ofRectifiers(),
          NasWot.ofActivations(),
          new Swap(),
          new Zen(),
          new ZiCo(),
          new GradSign(),
          new MeCo(),
          new Vkdnw(),
          new AzExpressivity(),
          new AzProgressivity(),
          new AzTrainability());

  private AccuracyProxies() {}

  /** All proxies, the trivial ones first. */
  public static List<AccuracyProxy> all() {
    return ALL;
  }

  /** The proxies that are computed where none is named: those that do not take much longer. */
  public static List<AccuracyProxy> unnamed() {
    return ALL.stream().filter(proxy -> !proxy.onlyByName()).toList();
  }

  /** The score of a network by a proxy; undefined, with the reason, where the proxy has none. */
  public static Score score(AccuracyProxy proxy, ScoringRun run) {
    try {
      return proxy.score(run);
    } catch (UndefinedScoreException e) {
      return new Score.Undefined(e.reason());
    } catch (UnsupportedGraphException e) {
      return new Score.Undefined(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The proxy with this name.
   *
   * @throws IllegalArgumentException where there is none, listing all
   */
  public static AccuracyProxy named(String name) {
    return ALL.stream()
        .filter(proxy -> proxy.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown proxy '%s'; expected one of %s"
                    .formatted(
                        name,
                        ALL.stream().map(AccuracyProxy::name).collect(Collectors.joining(", ")))));
  }
}
