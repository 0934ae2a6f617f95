package convspectrum.search.latency;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.search.design.Network;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.spec.canonical.Fingerprint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The time of a forward pass on one runtime, in milliseconds. The ratio to the baseline in the same
 * round is measured, in which drift of the machine cancels; the figure is this ratio times the
 * baseline's median in the first group ever measured.
 */
public final class LatencyFigure implements MeasuredFigure {
  private static final String ANCHOR = "baseline ";

  private final String runtime;
  private final int threads;
  private final String identity;
  private final Network baseline;
  private final Fingerprint baselineFingerprint;
  private final GroupMeasuring measuring;

  /**
   * Latency on a runtime.
   *
   * @param threads inside a pass
   * @param version of the runtime, and the machine, on which times depend too
   * @param baseline measured in every group
   */
  public LatencyFigure(
      String runtime, int threads, String version, Network baseline, GroupMeasuring measuring) {
    this.runtime = runtime;
    this.threads = threads;
    this.identity = "%s@%d %s".formatted(runtime + "-latency", threads, version);
    this.baseline = baseline;
    this.baselineFingerprint = Fingerprint.of(baseline.graph());
    this.measuring = measuring;
  }

  /** {@code vector-latency@2}. */
  public static String name(String runtime, int threads) {
    return threads == 1 ? runtime + "-latency" : runtime + "-latency@" + threads;
  }

  @Override
  public String name() {
    return name(runtime, threads);
  }

  @Override
  public Direction direction() {
    return Direction.MIN;
  }

  @Override
  public boolean isAmount() {
    return true;
  }

  @Override
  public String identity() {
    return identity + " against " + baselineFingerprint.hex().substring(0, 16);
  }

  @Override
  public String key(SearchedDesign design) {
    return design.fingerprint().hex();
  }

  @Override
  public Map<String, Evaluation> measure(
      List<SearchedDesign> designs, Function<String, Optional<Evaluation>> known)
      throws InterruptedException {
    MeasurementRun run =
        measuring.measure(
            MeasuringGroup.of(
                name(), baseline, designs.stream().map(SearchedDesign::network).toList()));
    if (run.partial() || Thread.interrupted()) {
      throw new InterruptedException("interrupted while measuring " + name());
    }
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    String anchor = ANCHOR + baselineFingerprint.hex();
    Optional<Measurement> base = run.measurement(MeasuringGroup.BASELINE);
    double milliseconds =
        known
            .apply(anchor)
            .map(Evaluation::orNaN)
            .orElseGet(() -> base.map(Measurement::medianMs).orElse(Double.NaN));
    if (!Double.isNaN(milliseconds)) {
      evaluations.put(anchor, Evaluation.of(milliseconds));
      evaluations.put(baselineFingerprint.hex(), Evaluation.of(milliseconds));
    }
    for (Outcome outcome : run.outcomes()) {
      if (!outcome.design().equals(MeasuringGroup.BASELINE)) {
        evaluations.put(outcome.design(), evaluation(outcome, base, milliseconds));
      }
    }
    return evaluations;
  }

  private Evaluation evaluation(Outcome outcome, Optional<Measurement> base, double milliseconds) {
    return switch (outcome) {
      case NotMeasured not -> Evaluation.failed(not.reason());
      case Measurement measurement -> {
        if (base.isEmpty() || measurement.speedup().isEmpty()) {
          yield Evaluation.failed("the baseline was not measured beside it");
        }
        double ratio = 1 / measurement.speedup().get().median();
        yield new Evaluation(
            OptionalDouble.of(ratio * milliseconds), ratios(base.get(), measurement));
      }
    };
  }

  /** The ratio of each round, from the note; 1 for the baseline itself. */
  static List<Double> rounds(Evaluation evaluation) {
    return evaluation.note().isEmpty()
        ? List.of(1.0)
        : Arrays.stream(evaluation.note().split(" ")).map(Double::valueOf).toList();
  }

  /** The ratio of each round, design over baseline, to estimate the uncertainty of the figure. */
  private static String ratios(Measurement base, Measurement measurement) {
    StringBuilder text = new StringBuilder();
    for (double ratio : measurement.samples().over(base.samples()).values()) {
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.5g", ratio));
    }
    return text.toString();
  }
}
