package convspectrum.cli.proxy;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.gradients.Precision;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.ScoringOptions;
import java.util.Iterator;
import java.util.List;
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
      description = "Some proxies alone; see 'proxies list'. Default: all.")
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

  ScoringOptions options() {
    if (batch < 2 || batch > MOST) {
      throw new UsageException("--batch " + batch + ": expected 2 to " + MOST);
    }
    List<AccuracyProxy> chosen =
        proxies.isEmpty()
            ? AccuracyProxies.all()
            : proxies.stream()
                .map(name -> Choice.of("--proxies", name, AccuracyProxies::named))
                .distinct()
                .toList();
    Precision type =
        Choice.of("--precision", precision, word -> Choice.named(Precision.class, word));
    return new ScoringOptions(chosen, batch, type, images.read(batch));
  }
}
