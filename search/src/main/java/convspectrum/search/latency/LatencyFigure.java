package convspectrum.search.latency;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Network;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.MeasuredGroup;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.spec.canonical.Fingerprint;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time of a forward pass on one runtime, in milliseconds. The ratio to the baseline in the same
 * round is measured, in which drift of the machine cancels; the figure is this ratio times the time
 * of the baseline, which is measured once for each journal, in groups of its own.
 */
public final class LatencyFigure implements MeasuredFigure {
  private static final String ANCHOR = "baseline ";

  /** Changes when the notes of evaluations do, so that older ones are not taken for new ones. */
  private static final String FORMAT = "format 2";

  /** Groups in which the baseline alone is measured. */
  private static final int ANCHOR_GROUPS = 4;

  /** The time of a group is doubled up to this multiple where rounds are too few. */
  private static final int MOST_EFFORT = 4;

  private final String runtime;
  private final int threads;
  private final String identity;
  private final Network baseline;
  private final Fingerprint baselineFingerprint;
  private final GroupMeasuring measuring;
  private final String machine;
  private final Clock clock;

  /**
   * Latency on a runtime.
   *
   * @param threads inside a pass
   * @param version of the runtime, and the machine, on which times depend too
   * @param machine its CPU, for people
   * @param baseline measured in every group
   * @param clock dates the groups
   */
  public LatencyFigure(
      String runtime,
      int threads,
      String version,
      String machine,
      Network baseline,
      GroupMeasuring measuring,
      Clock clock) {
    this.runtime = runtime;
    this.threads = threads;
    this.identity = "%s@%d %s".formatted(runtime + "-latency", threads, version);
    this.baseline = baseline;
    this.baselineFingerprint = Fingerprint.of(baseline.graph());
    this.measuring = measuring;
    this.machine = machine;
    this.clock = clock;
  }

  /** {@code vector-latency@2}. */
  public static String name(String runtime, int threads) {
    return threads == 1 ? runtime + "-latency" : runtime + "-latency@" + threads;
  }

  @Override
  public String name() {
    return name(runtime, threads);
  }

  /** The name of the runtime. */
  public String runtime() {
    return runtime;
  }

  /** Threads inside a pass. */
  public int threads() {
    return threads;
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
    return identity + " " + FORMAT + " against " + baselineFingerprint.hex().substring(0, 16);
  }

  @Override
  public String key(SearchedDesign design) {
    return design.fingerprint().hex();
  }

  @Override
  public Map<String, Evaluation> measure(
      List<SearchedDesign> designs, Function<String, Optional<Evaluation>> known)
      throws InterruptedException {
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    String anchor = ANCHOR + baselineFingerprint.hex();
    Optional<Evaluation> before = known.apply(anchor);
    Evaluation base = before.isPresent() ? before.get() : anchor(evaluations);
    evaluations.put(anchor, base);
    evaluations.put(baselineFingerprint.hex(), base);
    List<SearchedDesign> left =
        designs.stream()
            .filter(design -> !design.fingerprint().equals(baselineFingerprint))
            .toList();
    for (int effort = 1; effort <= MOST_EFFORT && !left.isEmpty(); effort *= 2) {
      String name = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
      MeasurementRun run = run(left, effort);
      note(name, run, evaluations);
      Optional<Measurement> beside = run.measurement(MeasuringGroup.BASELINE);
      for (Outcome outcome : run.outcomes()) {
        if (!outcome.design().equals(MeasuringGroup.BASELINE)) {
          evaluations.put(outcome.design(), evaluation(name, outcome, beside, base));
        }
      }
      left = left.stream().filter(design -> isTooFew(evaluations.get(key(design)))).toList();
    }
    return evaluations;
  }

  private MeasurementRun run(List<SearchedDesign> designs, int effort) throws InterruptedException {
    MeasurementRun run =
        measuring.measure(
            MeasuringGroup.of(
                name(), baseline, designs.stream().map(SearchedDesign::network).toList()),
            effort);
    if (run.partial() || Thread.interrupted()) {
      throw new InterruptedException("interrupted while measuring " + name());
    }
    return run;
  }

  /** The time of the baseline, from groups of its own: the unit of everything else. */
  private Evaluation anchor(Map<String, Evaluation> evaluations) throws InterruptedException {
    List<MeasuredRounds.Group> groups = new ArrayList<>();
    for (int i = 0; i < ANCHOR_GROUPS; i++) {
      String name = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
      MeasurementRun run = run(List.of(), 1);
      note(name, run, evaluations);
      Optional<Measurement> base = run.measurement(MeasuringGroup.BASELINE);
      if (base.isEmpty()) {
        return Evaluation.failed("the baseline was not measured");
      }
      groups.add(new MeasuredRounds.Group(name, base.get().samples().values()));
    }
    double milliseconds =
        Math.exp(
            groups.stream()
                .mapToDouble(group -> Math.log(Robust.median(group.rounds())))
                .average()
                .orElseThrow());
    return new Evaluation(OptionalDouble.of(milliseconds), new MeasuredRounds(0, groups).note());
  }

  /** Keeps the conditions of a group beside the figures. */
  private void note(String name, MeasurementRun run, Map<String, Evaluation> evaluations) {
    Conditions conditions = run.conditions();
    MeasuredGroup group =
        new MeasuredGroup(
            name,
            machine,
            "%s %s, %d thread%s"
                .formatted(
                    conditions.runtime(),
                    conditions.runtimeVersion(),
                    threads,
                    threads == 1 ? "" : "s"),
            run.noise().level().ordinal(),
            run.noise().sentence());
    evaluations.put(group.key(), group.evaluation());
  }

  private Evaluation evaluation(
      String group, Outcome outcome, Optional<Measurement> beside, Evaluation base) {
    return switch (outcome) {
      case NotMeasured not -> Evaluation.failed(not.reason());
      case Measurement measurement -> {
        if (beside.isEmpty() || base.number().isEmpty()) {
          yield Evaluation.failed("the baseline was not measured beside it");
        }
        List<Double> ratios = measurement.samples().over(beside.get().samples()).values();
        Estimate reference = MeasuredFigure.estimate(base);
        double half =
            reference.interval().isEmpty()
                ? Double.POSITIVE_INFINITY
                : Math.log(reference.high() / reference.low()) / 2;
        yield new Evaluation(
            OptionalDouble.of(Robust.median(ratios) * base.orNaN()),
            new MeasuredRounds(half, List.of(new MeasuredRounds.Group(group, ratios))).note());
      }
    };
  }

  /** Whether there are rounds, but not enough for an interval. */
  private static boolean isTooFew(@Nullable Evaluation evaluation) {
    return evaluation != null
        && evaluation.number().isPresent()
        && MeasuredRounds.of(evaluation).groups().getFirst().rounds().size() < Bootstrap.FEWEST;
  }
}
