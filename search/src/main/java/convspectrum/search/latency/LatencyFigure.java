package convspectrum.search.latency;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.measure.Measurement;
import convspectrum.executor.measure.MeasurementRun;
import convspectrum.executor.measure.NotMeasured;
import convspectrum.executor.measure.Outcome;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.search.Candidate;
import convspectrum.search.Candidates;
import convspectrum.search.Network;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Subject;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.spec.canonical.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The time of a forward pass on one runtime, in milliseconds. What is measured is the ratio to the
 * baseline in the same round, which drift of the machine leaves alone; it is shown in units of the
 * baseline's median in the first block ever measured.
 */
public final class LatencyFigure implements MeasuredFigure {
  private static final String ANCHOR = "baseline ";

  private final String runtime;
  private final int threads;
  private final String identity;
  private final Candidate baseline;
  private final BlockMeasuring measuring;

  /**
   * Latency on a runtime.
   *
   * @param threads inside a pass
   * @param version of the runtime, and whatever else times depend on: the machine
   * @param baseline measured in every block
   */
  public LatencyFigure(
      String runtime, int threads, String version, Network baseline, BlockMeasuring measuring) {
    this.runtime = runtime;
    this.threads = threads;
    this.identity = "%s@%d %s".formatted(runtime + "-latency", threads, version);
    this.baseline = candidate("baseline", baseline);
    this.measuring = measuring;
  }

  private static Candidate candidate(String label, Network network) {
    return new Candidate(
        label,
        network,
        NetworkCost.of(network.graph(), CostOptions.DEFAULT),
        Fingerprint.of(network.graph()),
        Optional.empty());
  }

  @Override
  public String name() {
    return threads == 1 ? runtime + "-latency" : runtime + "-latency@" + threads;
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
    return identity + " against " + baseline.fingerprint().hex().substring(0, 16);
  }

  @Override
  public String key(Subject subject) {
    return subject.fingerprint().hex();
  }

  @Override
  public Map<String, Evaluation> measure(
      List<Subject> subjects, Function<String, Optional<Evaluation>> known) {
    List<Candidate> rows = new ArrayList<>();
    rows.add(baseline);
    for (Subject subject : subjects) {
      if (!subject.fingerprint().equals(baseline.fingerprint())) {
        rows.add(candidate(key(subject), subject.network()));
      }
    }
    MeasurementRun run =
        measuring.measure(new Candidates(name(), List.of(), rows, baseline.label()));
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    String anchor = ANCHOR + baseline.fingerprint().hex();
    Optional<Measurement> base = run.measurement(baseline.label());
    double milliseconds =
        known
            .apply(anchor)
            .map(Evaluation::orNaN)
            .orElseGet(() -> base.map(Measurement::medianMs).orElse(Double.NaN));
    if (!Double.isNaN(milliseconds)) {
      evaluations.put(anchor, Evaluation.of(milliseconds));
      evaluations.put(baseline.fingerprint().hex(), Evaluation.of(milliseconds));
    }
    for (Outcome outcome : run.outcomes()) {
      if (!outcome.design().equals(baseline.label())) {
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

  /** The ratio of each round, design over baseline, for whoever asks how sure the figure is. */
  private static String ratios(Measurement base, Measurement measurement) {
    double[] ratios =
        Bootstrap.ratios(
            measurement.samples().stream().mapToDouble(Double::doubleValue).toArray(),
            base.samples().stream().mapToDouble(Double::doubleValue).toArray());
    StringBuilder text = new StringBuilder();
    for (double ratio : ratios) {
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.5g", ratio));
    }
    return text.toString();
  }
}
