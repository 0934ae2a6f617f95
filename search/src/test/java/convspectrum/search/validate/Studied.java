package convspectrum.search.validate;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.study.Latencies;
import convspectrum.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invented times of a small sweep, on an invented machine. */
final class Studied {
  /** Times in milliseconds of the designs of {@link #SPEC}: four segments are a cliff. */
  static final Map<String, Double> TIMES = times(8, 9, 4, 5, 2);

  /**
   * 8 channels at 6×6, so 36 pixels. MACs: regular 9·64·36 = 20,736; one segment (64 + 576)·36 =
   * 23,040; two (64 + 288)·36 = 12,672; four (64 + 144)·36 = 7,488; eight (64 + 72)·36 = 4,896.
   */
  static final String SPEC =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters: {segments: [1, 2, 4, 8]}
      references:
        regular: [conv: {out: 8, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: 8, segments: $segments}
      """;

  /** 2 GFLOP/s is a MAC in a nanosecond; a byte takes one too. */
  static final MachineLimits LIMITS =
      new MachineLimits(
          new LimitsKey("0123456789ab", "0-1", "UseAVX=2", "25.0.3"),
          1,
          256,
          false,
          new Rate(2, 0),
          new Rate(2, 0),
          List.of(
              new Bandwidth(
                  "DRAM", 1 << 30, 1 << 30, 1 << 20, 1 << 20, new Rate(1, 0), new Rate(1, 0))),
          new TimerResolution(50, 25),
          "invented",
          Instant.EPOCH,
          Trust.GOOD);

  static final Conditions CONDITIONS =
      new Conditions("fast", "1.0", 1, "float32", "0123456789ab", Instant.EPOCH);

  private static final NoiseReport QUIET =
      new NoiseReport(NoiseReport.Level.QUIET, 0, 0, 0, 0, 0, 0, 0, 0, "The machine was quiet.");

  private Studied() {}

  /** Milliseconds of the baseline, and of one, two, four and eight segments. */
  static Map<String, Double> times(
      double regular, double one, double two, double four, double eight) {
    return Map.of(
        "regular",
        regular,
        "segments=1",
        one,
        "segments=2",
        two,
        "segments=4",
        four,
        "segments=8",
        eight);
  }

  static Designs designs(String spec) {
    return Designs.of(Sweep.all(Spec.parse("tiny.yaml", spec)), CostOptions.DEFAULT);
  }

  /** Milliseconds by label, ±1 %; none of those absent. */
  static MeasurementRun run(Designs compared, Map<String, Double> times) {
    return run(compared, times, List.of(0.99, 0.995, 1.0, 1.0, 1.005, 1.01), 0);
  }

  /** The same with five repetitions, and so without intervals. */
  static MeasurementRun few(Designs compared, Map<String, Double> times) {
    return run(compared, times, List.of(0.99, 0.995, 1.0, 1.005, 1.01), 12);
  }

  /** The same run with a baseline that was disturbed: all speed-ups may be half as large again. */
  static MeasurementRun disturbed(MeasurementRun run) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Measurement one : run.measurements()) {
      Speedup was = one.speedup().orElseThrow();
      Interval wide = new Interval(was.estimate().low(), 1.5 * was.estimate().high());
      outcomes.add(
          new Measurement(
              one.design(),
              one.conditions(),
              one.protocol(),
              one.warmUp(),
              one.repetitions(),
              one.samples(),
              one.disturbed(),
              one.time(),
              Optional.of(new Speedup(was.baseline(), Estimate.of(was.median(), wide), 30)),
              one.noise()));
    }
    return new MeasurementRun(
        run.conditions(), run.protocol(), outcomes, run.noise(), 30, 1, false, 0, List.of());
  }

  /** The same run on a machine that was very noisy. */
  static MeasurementRun veryNoisy(MeasurementRun run) {
    NoiseReport noise =
        new NoiseReport(
            NoiseReport.Level.VERY_NOISY, 0, 0, 0, 0, 0, 0, 0.5, 0, "The machine was very noisy.");
    return new MeasurementRun(
        run.conditions(), run.protocol(), run.outcomes(), noise, 30, 1, false, 0, List.of());
  }

  /** The same run by another runtime. */
  static MeasurementRun named(String runtime, MeasurementRun run) {
    return named(runtime, run.conditions().dtype(), run);
  }

  /** The same run by another runtime with values of another type. */
  static MeasurementRun named(String runtime, String dtype, MeasurementRun run) {
    Conditions was = run.conditions();
    return new MeasurementRun(
        new Conditions(
            runtime, was.runtimeVersion(), was.threads(), dtype, was.machine(), was.date()),
        run.protocol(),
        run.outcomes(),
        run.noise(),
        run.rounds(),
        run.batches(),
        run.partial(),
        run.missingSeconds(),
        run.notes());
  }

  private static MeasurementRun run(
      Designs compared, Map<String, Double> times, List<Double> rounds, double missing) {
    List<Outcome> outcomes = new ArrayList<>();
    for (ComparedDesign row : compared.distinct()) {
      double ms = times.getOrDefault(row.label(), 0.0);
      String baseline = compared.baselineOf(row).evaluatedAs();
      double base = times.getOrDefault(baseline, 0.0);
      outcomes.add(
          ms == 0
              ? new NotMeasured(row.label(), CONDITIONS, "fast cannot run it")
              : measurement(row.label(), ms, base, baseline, rounds));
    }
    return new MeasurementRun(
        CONDITIONS, QuickProtocol.DEFAULT, outcomes, QUIET, 30, 1, false, missing, List.of());
  }

  private static Measurement measurement(
      String label, double ms, double base, String baseline, List<Double> rounds) {
    boolean few = rounds.size() < Bootstrap.FEWEST;
    Optional<Speedup> speedup =
        base == 0
            ? Optional.empty()
            : Optional.of(
                new Speedup(
                    baseline,
                    few ? new Estimate(base / ms, Optional.empty()) : around(base / ms),
                    30));
    return new Measurement(
        label,
        CONDITIONS,
        QuickProtocol.DEFAULT,
        new WarmUp(10, 0.1, true),
        1,
        Samples.independent(rounds.stream().map(round -> round * ms).toList()),
        List.of(),
        few ? new Estimate(ms, Optional.empty()) : around(ms),
        speedup,
        QUIET);
  }

  private static Estimate around(double value) {
    return Estimate.of(value, new Interval(0.99 * value, 1.01 * value));
  }

  static ComparedDesign row(Designs compared, String label) {
    return compared.rows().stream()
        .filter(row -> row.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  static DesignProfile profile(String design, double passMs, LayerTime... layers) {
    return new DesignProfile(design, new LayerTimes(CONDITIONS, List.of(layers), passMs, 5));
  }

  /** A step of so many MACs and bytes. */
  static LayerTime step(String node, double ms, long macs, long bytes) {
    return new LayerTime(List.of(node), "Conv", ms, new Cost(0, 0, macs, 2 * macs, bytes, 0, 0));
  }

  static Validation validation(
      Designs compared, Map<String, Double> times, DesignProfile... profiles) {
    return Validation.of(
        compared,
        new Latencies(List.of(Studied.run(compared, times))),
        List.of(profiles),
        Studied.LIMITS,
        1);
  }
}
