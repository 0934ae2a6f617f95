package convspectrum.reports.explore;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Memory;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
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
import convspectrum.search.study.Latencies;
import convspectrum.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A sweep with invented times, on an invented machine. */
public final class Studies {
  /**
   * 8 channels at 6×6, so 36 pixels. MACs: regular 9·64·36 = 20,736; plain and one segment (64 +
   * 576)·36 = 23,040; two segments (64 + 288)·36 = 12,672; eight (64 + 72)·36 = 4,896.
   */
  public static final String SPEC =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters: {segments: [1, 2, 8]}
      references:
        regular: [conv: {out: 8, kernel: 3}]
        plain: [pointwise: {out: 8}, conv: {out: 8, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: 8, segments: $segments}
      """;

  public static final Machine MACHINE =
      new Machine(
          new Processor("Test CPU", "TestVendor", 25, 17, 1, 4, 2, 1, 1, List.of("avx2", "fma")),
          List.of(
              new Cache(1, Cache.Kind.DATA, 32 << 10, 2, 2),
              new Cache(3, Cache.Kind.UNIFIED, 32 << 20, 4, 1)),
          new Memory(8L << 30, 6L << 30),
          new Platform(
              "Linux",
              "6.1",
              "amd64",
              "Test VM 25",
              "Tester",
              Optional.of("KVM"),
              OptionalDouble.of(1.5)));

  private Studies() {}

  public static Designs designs(String spec) {
    return Designs.of(Sweep.all(Spec.parse("tiny.yaml", spec)), CostOptions.DEFAULT);
  }

  /**
   * A run of runtime {@code fast}: milliseconds by label, ±1 % (not measured if 0 or absent); the
   * baseline's time over each is its speed-up.
   */
  public static MeasurementRun run(Designs designs, Map<String, Double> times) {
    return run(designs, times, NoiseReport.Level.QUIET);
  }

  public static MeasurementRun run(
      Designs designs, Map<String, Double> times, NoiseReport.Level noise) {
    return run("fast", designs, times, noise);
  }

  /** The same of another runtime. */
  public static MeasurementRun run(String runtime, Designs designs, Map<String, Double> times) {
    return run(runtime, designs, times, NoiseReport.Level.QUIET);
  }

  /** Of samples that are these multiples of the times. */
  public static MeasurementRun run(
      Designs designs, Map<String, Double> times, List<Double> rounds) {
    return run("fast", designs, times, NoiseReport.Level.QUIET, rounds);
  }

  /** The same of five repetitions, and so without intervals. */
  public static MeasurementRun few(Designs designs, Map<String, Double> times) {
    return run(designs, times, List.of(0.99, 0.995, 1.0, 1.005, 1.01));
  }

  /** The same of another runtime. */
  public static MeasurementRun few(String runtime, Designs designs, Map<String, Double> times) {
    return run(
        runtime, designs, times, NoiseReport.Level.QUIET, List.of(0.99, 0.995, 1.0, 1.005, 1.01));
  }

  private static MeasurementRun run(
      String runtime, Designs designs, Map<String, Double> times, NoiseReport.Level noise) {
    return run(runtime, designs, times, noise, List.of(0.99, 0.995, 1.0, 1.0, 1.005, 1.01));
  }

  private static MeasurementRun run(
      String runtime,
      Designs designs,
      Map<String, Double> times,
      NoiseReport.Level noise,
      List<Double> rounds) {
    Conditions conditions =
        new Conditions(
            runtime,
            "1.0",
            1,
            "float32",
            MACHINE.fingerprint(),
            Instant.parse("2026-01-01T12:00:00Z"));
    NoiseReport report =
        new NoiseReport(noise, 0, 0, 0, 0, 0, 0, 0, 0, "The machine was " + noise + ".");
    List<Outcome> outcomes = new ArrayList<>();
    for (ComparedDesign row : designs.distinct()) {
      double ms = times.getOrDefault(row.label(), 0.0);
      String baseline = designs.baselineOf(row).evaluatedAs();
      double base = times.getOrDefault(baseline, 0.0);
      outcomes.add(
          ms == 0
              ? new NotMeasured(
                  row.label(), conditions, runtime + " cannot run <" + row.label() + ">")
              : measurement(row.label(), conditions, report, ms, base, baseline, rounds));
    }
    double missing = rounds.size() < Bootstrap.FEWEST ? 12 : 0;
    return new MeasurementRun(
        conditions, QuickProtocol.DEFAULT, outcomes, report, 30, 1, false, missing, List.of());
  }

  /** A run in which no design was timed, all for one reason. */
  public static MeasurementRun refused(String runtime, Designs designs, String reason) {
    MeasurementRun none = run(runtime, designs, Map.of());
    return new MeasurementRun(
        none.conditions(),
        none.protocol(),
        none.outcomes().stream()
            .<Outcome>map(one -> new NotMeasured(one.design(), one.conditions(), reason))
            .toList(),
        none.noise(),
        0,
        1,
        false,
        0,
        List.of());
  }

  private static Measurement measurement(
      String label,
      Conditions conditions,
      NoiseReport noise,
      double ms,
      double base,
      String baseline,
      List<Double> rounds) {
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
        conditions,
        QuickProtocol.DEFAULT,
        new WarmUp(10, 0.1, true),
        1,
        Samples.independent(rounds.stream().map(round -> round * ms).toList()),
        List.of(),
        few ? new Estimate(ms, Optional.empty()) : around(ms),
        speedup,
        noise);
  }

  private static Estimate around(double value) {
    return Estimate.of(value, new Interval(0.99 * value, 1.01 * value));
  }

  public static Latencies latencies(MeasurementRun... runs) {
    return new Latencies(List.of(runs));
  }
}
