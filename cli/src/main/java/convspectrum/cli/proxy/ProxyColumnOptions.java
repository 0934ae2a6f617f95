package convspectrum.cli.proxy;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.calibrate.ScoredSample;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.scoring.images.ScoringImages;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option {@code --proxies} of commands that compare. */
public final class ProxyColumnOptions {
  @Option(
      names = "--proxies",
      paramLabel = "NAME,…",
      split = ",",
      description =
          "Score without training too, a column each: names of 'proxies list', or 'proxy', the"
              + " default rank-sum within a space. Seconds per network. Default: none.")
  private List<String> proxies = List.of();

  @Mixin private ImagesOption images;

  /** Whether any is asked for. */
  public boolean any() {
    return !proxies.isEmpty();
  }

  /** The names, in which the rank-sum has one. */
  private List<String> names() {
    return proxies.stream()
        .map(name -> name.equals(ScoredSample.RANK_SUM) ? ProxyFigures.DEFAULT : name)
        .distinct()
        .toList();
  }

  /** Refuses unknown names before anything takes time. */
  public void check(boolean ofSpace) {
    if (images.isGiven() && proxies.isEmpty()) {
      throw new UsageException(
          "--images: found no --proxies, which are what images are for; try --proxies naswot");
    }
    List<String> known = DesignScores.names(ofSpace);
    for (String name : names()) {
      if (!ofSpace && name.equals(ProxyFigures.DEFAULT)) {
        throw new UsageException(
            "--proxies proxy: found no space within which to rank designs; expected 'explore SPEC' or"
                + " 'search'; try one of 'proxies list'");
      }
      if (!known.contains(name)) {
        throw new UsageException(
            "--proxies: unknown proxy '%s'; expected one of %s"
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  /** The scores before anything is scored: tables of them have the columns of the result. */
  public DesignScores planned(Designs designs) {
    return DesignScores.planned(names(), designs);
  }

  /**
   * The scores of designs, of which {@code space} are designs if there is one. Ctrl-C ends it, with
   * what there is by then.
   */
  public DesignScores score(Designs designs, Optional<Sweep> space, long seed) {
    List<String> names = names();
    if (names.isEmpty()) {
      return DesignScores.NONE;
    }
    Optional<ScoringImages> given = images.read(ScoringOptions.DEFAULT_BATCH);
    ScoringOptions scoring = ScoringOptions.of(List.of(), given);
    designs.rows().stream()
        .findFirst()
        .ifPresent(row -> ImagesOption.requireFit(scoring, row.network()));
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      DesignScores.Progress progress = (done, total) -> bar.report("scoring", done, total, "");
      return space.isPresent()
          ? DesignScores.of(designs, space.get(), names, given, seed, progress)
          : DesignScores.of(designs, names, given, seed, progress);
    }
  }
}
