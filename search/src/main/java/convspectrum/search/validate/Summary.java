package convspectrum.search.validate;

import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.SmallestGain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A validation in plain sentences, each with a figure. */
final class Summary {
  private static final int MOST = 10;

  private final Validation validation;

  Summary(Validation validation) {
    this.validation = validation;
  }

  /**
   * A sentence.
   *
   * @param rank sentences of the highest rank are left out first where there are too many
   * @param runtime index of the runtime it is about
   */
  private record Sentence(int rank, int runtime, String text) {}

  List<String> sentences() {
    if (validation.compared().distinct().size() < 2) {
      return List.of(
          "There is 1 design only: nothing to compare. Sweep a parameter, or name a reference in the"
              + " spec.");
    }
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < validation.runtimes().size(); i++) {
      RuntimeValidation runtime = validation.runtimes().get(i);
      List<Optional<String>> found =
          List.of(fastest(runtime), lost(runtime), cliffs(runtime), gain(runtime), order(runtime));
      for (int rank = 0; rank < found.size(); rank++) {
        if (found.get(rank).isPresent()) {
          sentences.add(
              new Sentence(rank, i, runtime.runtime() + ": " + found.get(rank).orElseThrow()));
        }
      }
    }
    return sentences.stream()
        .sorted(Comparator.comparingInt(Sentence::rank))
        .limit(MOST)
        .sorted(Comparator.comparingInt(Sentence::runtime))
        .map(Sentence::text)
        .toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Optional<String> fastest(RuntimeValidation runtime) {
    List<DesignValidation> timed = runtime.timed();
    Optional<DesignValidation> fastest =
        timed.stream()
            .min(Comparator.comparingDouble(d -> d.measurement().orElseThrow().medianMs()));
    if (fastest.isEmpty()) {
      return Optional.of(
          text("none of %d designs could be timed.", validation.compared().distinct().size()));
    }
    return fastest.map(design ->
        design
            .speedup()
            .map(speedup -> promise(runtime, design, speedup))
            .orElseGet(() ->
                text(
                    "fastest is %s with %.3g ms; the baseline was not timed.",
                    design.label(), design.measurement().orElseThrow().medianMs())));
  }

  private String promise(RuntimeValidation runtime, DesignValidation design, Speedup speedup) {
    String baseline = validation.compared().baseline();
    if (design.label().equals(validation.compared().baselineRow().evaluatedAs())) {
      return text("no design is faster than %s (%.2f times).", baseline, speedup.median());
    }
    return text(
        "fastest is %s, %.2f times [%.2f, %.2f] as fast as %s; its MACs promise %.2f times, so that"
            + " %.0f %% is realised%s.",
        design.label(),
        speedup.median(),
        speedup.estimate().low(),
        speedup.estimate().high(),
        baseline,
        design.theoreticalSpeedup(),
        100 * design.realisation(),
        design.isBeyondTheory() ? "; " + weakBaseline(runtime) : "");
  }

  /** The realisation exceeds 100 % if the baseline is slow for its MACs. */
  private String weakBaseline(RuntimeValidation runtime) {
    double share = runtime.baselinePeakShare(validation.compared());
    String baseline = validation.compared().baseline();
    return Double.isNaN(share)
        ? text("%s is slower for its MACs", baseline)
        : text("%s itself reaches %.0f %% of the peak", baseline, 100 * share);
  }

  /** Rounded to an integer, so that no minus sign precedes a zero. */
  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** The sentence on the design with the largest theoretical speed-up. */
  private static Optional<String> lost(RuntimeValidation runtime) {
    return runtime.timed().stream()
        .filter(design -> design.reasons().isPresent() && design.realisation() < 1)
        .filter(design -> !Double.isNaN(design.reasons().orElseThrow().kernelsMs()))
        .max(Comparator.comparingDouble(DesignValidation::theoreticalSpeedup))
        .map(design -> {
          Reasons reasons = design.reasons().orElseThrow();
          return text(
              "of the time of %s, %s is what its MACs take at the baseline's rate (%s pointwise);"
                  + " lost are %s to memory traffic, %s to slower kernels and %s to overhead%s.",
              design.label(),
              percent(reasons.share(reasons.promisedMs())),
              percent(reasons.share(reasons.pointwiseMs())),
              percent(reasons.share(reasons.memoryMs())),
              percent(reasons.share(reasons.lostInKernelsMs())),
              percent(reasons.share(reasons.overheadMs())),
              reasons.share(reasons.gainedMs()) >= 0.005
                  ? "; faster kernels gain " + percent(reasons.share(reasons.gainedMs()))
                  : "");
        });
  }

  private static Optional<String> cliffs(RuntimeValidation runtime) {
    int timed = runtime.timed().size();
    if (timed < 2) {
      return Optional.empty();
    }
    if (runtime.cliffs().isEmpty()) {
      return Optional.of(text("none of %d designs is slower than one with more MACs.", timed));
    }
    Cliff worst = runtime.cliffs().getFirst();
    return Optional.of(
        text(
            "%d of %d designs are slower than one with more MACs; %s takes %.2f times as long as %s"
                + " with %.2f times the MACs.",
            runtime.cliffs().size(),
            timed,
            worst.design(),
            worst.timeRatio(),
            worst.other(),
            worst.macsRatio()));
  }

  private Optional<String> gain(RuntimeValidation runtime) {
    if (runtime.smallestGains().isEmpty()) {
      return Optional.empty();
    }
    SmallestGain gain = runtime.smallestGains().getFirst();
    return Optional.of(
        text(
            "the smallest %s that beats %s is %s, by %.2f times [%.2f, %.2f].",
            gain.parameter(),
            validation.compared().baseline(),
            text("%.10g", gain.value()).replaceAll("\\.?0+$", ""),
            gain.speedup().value(),
            gain.speedup().low(),
            gain.speedup().high()));
  }

  private static Optional<String> order(RuntimeValidation runtime) {
    Optional<Correlation> macs = runtime.correlation("macs");
    Optional<Correlation> roofline = runtime.correlation("roofline");
    Optional<Regression> line = runtime.regression();
    if (macs.isEmpty() || line.isEmpty()) {
      return Optional.empty();
    }
    Estimate tau = macs.get().kendall();
    Estimate slope = line.get().slope();
    return Optional.of(
        text(
            "time grows as MACs to the power %.2f [%.2f, %.2f]; MACs give the order of times with"
                + " Kendall's τ %.2f [%.2f, %.2f]%s.",
            slope.value(),
            slope.low(),
            slope.high(),
            tau.value(),
            tau.low(),
            tau.high(),
            roofline.map(r -> text(", the roofline with %.2f", r.kendall().value())).orElse("")));
  }
}
