package convspectrum.executor.measure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import convspectrum.executor.statistics.Bootstrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The timings of a batch: each of its designs on every runtime that has it. */
final class Timings {
  private final List<Lineup> lineups;
  private final Baselines baselines;
  private final List<DesignTiming> all;

  Timings(List<Lineup> lineups, List<String> designs, Baselines baselines) {
    this.lineups = lineups;
    this.baselines = baselines;
    this.all =
        designs.stream()
            .flatMap(design ->
                lineups.stream()
                    .filter(lineup -> lineup.labels().contains(design))
                    .map(lineup -> new DesignTiming(design, lineup)))
            .toList();
  }

  List<DesignTiming> all() {
    return all;
  }

  /** Returns those that have not failed. */
  List<DesignTiming> alive() {
    return all.stream().filter(timing -> timing.failure().isEmpty()).toList();
  }

  /** Returns those that have not failed, the runtimes of a design together. */
  List<List<DesignTiming>> aliveByDesign() {
    return List.copyOf(
        alive().stream()
            .collect(groupingBy(DesignTiming::design, LinkedHashMap::new, toList()))
            .values());
  }

  /** Returns the baseline of a design on the same runtime, if it is in the batch. */
  Optional<DesignTiming> baseline(DesignTiming design) {
    return baselines
        .of(design.design())
        .flatMap(label ->
            all.stream()
                .filter(one -> one.lineup() == design.lineup() && one.design().equals(label))
                .findFirst());
  }

  /** Lets samples of all designs take as long as that of their baseline on its first runtime. */
  void evenOut() {
    List<DesignTiming> alive = alive();
    for (DesignTiming timing : alive) {
      baselines
          .of(timing.design())
          .flatMap(label -> alive.stream().filter(one -> one.design().equals(label)).findFirst())
          .filter(first -> first != timing)
          .ifPresent(timing::sampleAsLongAs);
    }
  }

  /** Number of complete rounds. */
  int rounds() {
    return all.stream().mapToInt(DesignTiming::rounds).max().orElse(0);
  }

  /**
   * The widest interval of speed-ups and ratios of runtimes, or of times if there are neither, as
   * half its width divided by its estimate.
   */
  double widestHalfWidth(Bootstrap bootstrap) {
    double widest = 0;
    List<DesignTiming> alive = alive();
    for (DesignTiming timing : alive) {
      Optional<DesignTiming> base = baseline(timing).filter(alive::contains);
      if (base.isEmpty()) {
        widest = Math.max(widest, bootstrap.median(timing.samples()).relativeHalfWidth());
      } else if (base.get() != timing) {
        widest = Math.max(widest, ratioHalfWidth(bootstrap, base.get(), timing));
      }
      for (DesignTiming first : alive) {
        if (first.lineup() == lineups.getFirst()
            && first != timing
            && first.design().equals(timing.design())) {
          widest = Math.max(widest, ratioHalfWidth(bootstrap, timing, first));
        }
      }
    }
    return widest;
  }

  private static double ratioHalfWidth(
      Bootstrap bootstrap, DesignTiming above, DesignTiming below) {
    return bootstrap.median(above.samples().over(below.samples())).relativeHalfWidth();
  }
}
