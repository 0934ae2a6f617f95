package convspectrum.search.validate;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.SmallestGain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    List<String> head = headToHead();
    if (validation.compared().distinct().size() < 2) {
      return Stream.concat(
              head.stream(),
              Stream.of(
                  "There is 1 design only: nothing to compare. Sweep a parameter, or name a reference in"
                      + " the spec."))
          .toList();
    }
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < validation.runtimes().size(); i++) {
      RuntimeValidation runtime = validation.runtimes().get(i);
      List<Optional<String>> found =
          List.of(fastest(runtime), lost(runtime), cliffs(runtime), gain(runtime), order(runtime));
      for (int rank = 0; rank < found.size(); rank++) {
        if (found.get(rank).isPresent()) {
          String text = found.get(rank).orElseThrow();
          String said = rank == 0 ? withCaveat(text, runtime.run()) : text;
          sentences.add(new Sentence(rank, i, runtime.runtime() + ": " + said));
        }
      }
    }
    Stream<String> ofRuntimes =
        sentences.stream()
            .sorted(Comparator.comparingInt(Sentence::rank))
            .limit(MOST - head.size())
            .sorted(Comparator.comparingInt(Sentence::runtime))
            .map(Sentence::text);
    return Stream.concat(head.stream(), ofRuntimes).toList();
  }

  /** The first sentence about a runtime says it where the machine was too noisy for any. */
  private static String withCaveat(String sentence, MeasurementRun run) {
    String caveat = run.measurements().isEmpty() ? "" : NoiseReport.caveat(List.of(run.noise()));
    return caveat.isEmpty() || !sentence.endsWith(".")
        ? sentence
        : sentence.substring(0, sentence.length() - 1) + caveat + ".";
  }

  private List<String> headToHead() {
    return new HeadToHead(validation.runtimes().stream().map(RuntimeValidation::run).toList())
        .sentences();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private Optional<String> fastest(RuntimeValidation runtime) {
    List<DesignValidation> timed = runtime.timed();
    Optional<DesignValidation> found =
        timed.stream()
            .min(Comparator.comparingDouble(d -> d.measurement().orElseThrow().medianMs()));
    if (found.isEmpty()) {
      return Optional.of(
          text(
              "none of %d designs could be timed%s.",
              validation.compared().distinct().size(), sharedReason(runtime.run())));
    }
    DesignValidation fastest = found.get();
    Measurement measurement = fastest.measurement().orElseThrow();
    if (measurement.time().interval().isEmpty()) {
      return Optional.of(
          "it cannot be told which design is the fastest. "
              + runtime.run().missingInterval(measurement).orElseThrow());
    }
    if (validation.compared().hasSeveralBaselines()) {
      return Optional.of(new ByBaseline(runtime, validation.compared().baseline()).sentence());
    }
    List<String> equal =
        timed.stream()
            .filter(other -> other != fastest && !TimeOrder.isSlower(other, fastest))
            .map(DesignValidation::label)
            .toList();
    return Optional.of(
        fastest
            .speedup()
            .map(speedup -> promise(runtime, fastest, equal, speedup))
            .orElseGet(() ->
                text(
                    "fastest is %s with %.3g ms; the baseline was not timed.",
                    names(fastest.label(), equal), measurement.medianMs())));
  }

  /** Why, where all designs have the same reason. */
  private static String sharedReason(MeasurementRun run) {
    return run.sharedReason().map(reason -> ": " + reason).orElse("");
  }

  /** The fastest, and those that intervals do not tell from it. */
  private static String names(String fastest, List<String> equal) {
    return equal.isEmpty()
        ? fastest
        : equal.size() == 1
            ? text("%s or %s, which cannot be told apart", fastest, equal.getFirst())
            : text("%s or one of %d that cannot be told from it", fastest, equal.size());
  }

  private String promise(
      RuntimeValidation runtime, DesignValidation design, List<String> equal, Speedup speedup) {
    String baseline = validation.compared().baseline();
    String evaluated = validation.compared().baselineRow().evaluatedAs();
    if (design.label().equals(evaluated)) {
      return equal.isEmpty()
          ? text("no design is as fast as %s (%.2f times).", baseline, speedup.median())
          : text(
              "no design was found that is faster than %s; of %d it cannot be told.",
              baseline, equal.size());
    }
    if (speedup.estimate().verdict() != Verdict.FASTER) {
      return text(
          "it cannot be told whether a design is faster than %s; %s is %.2f times [%.2f, %.2f] as"
              + " fast.",
          baseline,
          design.label(),
          speedup.median(),
          speedup.estimate().low(),
          speedup.estimate().high());
    }
    return text(
        "fastest is %s; %s is %.2f times [%.2f, %.2f] as fast as %s%s.",
        names(design.label(), equal),
        equal.isEmpty() ? "it" : design.label(),
        speedup.median(),
        speedup.estimate().low(),
        speedup.estimate().high(),
        baseline,
        realised(runtime, design));
  }

  /** What its MACs promise, and how much of that is realised. */
  static String realised(RuntimeValidation runtime, DesignValidation design) {
    return design
        .realisation()
        .map(realisation ->
            text(
                "; its MACs promise %.2f times, so that %.0f %% [%.0f, %.0f] is realised%s",
                design.theoreticalSpeedup(),
                100 * realisation.value(),
                100 * realisation.low(),
                100 * realisation.high(),
                design.isBeyondTheory() ? "; " + weakBaseline(runtime, design) : ""))
        .orElse("");
  }

  /** The realisation exceeds 100 % if the baseline is slow for its MACs. */
  private static String weakBaseline(RuntimeValidation runtime, DesignValidation design) {
    double share = runtime.baselinePeakShare(design);
    String baseline = design.baseline();
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
    if (runtime.run().noise().level() == NoiseReport.Level.VERY_NOISY) {
      return Optional.empty(); // a profile has no interval that would say how wrong it is
    }
    return runtime.timed().stream()
        .filter(design -> design.reasons().isPresent())
        .filter(design -> design.realisation().map(one -> one.high() < 1).orElse(false))
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
    if (runtime.timed().stream().allMatch(one -> hasNoInterval(one))) {
      return Optional.empty(); // the first sentence says why
    }
    if (runtime.cliffs().isEmpty()) {
      return Optional.of(
          text("of %d designs none is surely slower than one with more MACs.", timed));
    }
    Cliff worst = runtime.cliffs().getFirst();
    return Optional.of(
        text(
            "%d of %d designs are slower than one with more MACs; %s takes %.2f times [%.2f, %.2f] as"
                + " long as %s with %.2f times the MACs; %s.",
            runtime.cliffs().size(),
            timed,
            worst.design(),
            worst.timeRatio().value(),
            worst.timeRatio().low(),
            worst.timeRatio().high(),
            worst.other(),
            worst.macsRatio(),
            worst.cause().text()));
  }

  private static boolean hasNoInterval(DesignValidation design) {
    return design.measurement().orElseThrow().time().interval().isEmpty();
  }

  private Optional<String> gain(RuntimeValidation runtime) {
    if (runtime.smallestGains().isEmpty()) {
      return Optional.empty();
    }
    SmallestGain gain = runtime.smallestGains().getFirst();
    String unsure = gain.unsure().stream().map(Summary::number).collect(Collectors.joining(", "));
    return Optional.of(
        text(
            "the smallest value of %s that beats %s is %s, by %.2f times [%.2f, %.2f]%s.",
            gain.parameter(),
            validation.compared().baseline(),
            number(gain.value()),
            gain.speedup().value(),
            gain.speedup().low(),
            gain.speedup().high(),
            unsure.isEmpty() ? "" : "; of " + unsure + " it cannot be told"));
  }

  private static String number(double value) {
    return text("%.10g", value).replaceAll("\\.?0+$", "");
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
            roofline
                .map(r ->
                    text(
                        ", the roofline with %.2f [%.2f, %.2f]",
                        r.kendall().value(), r.kendall().low(), r.kendall().high()))
                .orElse("")));
  }
}
