package convspectrum.reports.explore;

import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.chart.Graphic;
import convspectrum.reports.design.DesignSource;
import convspectrum.reports.html.Report;
import convspectrum.reports.proxy.ProxyScores;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import convspectrum.spec.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of everything that a report can show, with invented times. */
public final class Pages {
  /** On this machine a design of n MACs takes n / 10⁷ ms, a little more by the second runtime. */
  private static final double MACS_PER_MS = 1e7;

  /** 100 GFLOP/s a thread, 200 GB/s from L1, 20 GB/s from memory. */
  public static final MachineLimits LIMITS =
      new MachineLimits(
          new LimitsKey(Studies.MACHINE.fingerprint(), "0-1", "UseAVX=2", "25.0.3"),
          2,
          256,
          false,
          new Rate(100, 0),
          new Rate(200, 0),
          List.of(
              new Bandwidth(
                  "L1", 32 << 10, 64 << 10, 16 << 10, 32 << 10, new Rate(200, 0), new Rate(400, 0)),
              new Bandwidth(
                  "DRAM",
                  1L << 34,
                  1L << 34,
                  256L << 20,
                  512L << 20,
                  new Rate(20, 0.05),
                  new Rate(30, 0.05))),
          new TimerResolution(10, 21.5),
          "vector loops",
          Instant.EPOCH,
          Trust.GOOD);

  /** A layer across the spectrum. */
  public static final String SPECTRUM =
      """
      name: spectrum
      input: {channels: 728, height: 19, width: 19}
      parameters: {segments: {divisors-of: 728}}
      references:
        regular: [conv: {out: 728, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: 728, segments: $segments}
      """;

  private Pages() {}

  /** A report of a spec on two runtimes, with limits, profiles and a proxy. */
  public static ExploreReport full(String spec) {
    return full(spec, LIMITS);
  }

  /** The same with other limits. */
  static ExploreReport full(String spec, MachineLimits limits) {
    Designs designs = Studies.designs(spec);
    MeasurementRun one = Studies.run("onnxruntime", designs, times(designs, 1.6));
    MeasurementRun other = Studies.run("vector", designs, times(designs, 1.2));
    List<DesignProfile> profiles = new ArrayList<>();
    for (MeasurementRun run : List.of(one, other)) {
      designs.distinct().forEach(row -> profiles.add(profile(run, row)));
    }
    Map<String, Double> scores = new HashMap<>();
    designs
        .rows()
        .forEach(row -> scores.put(row.label(), Math.log(1 + row.cost().total().params())));
    return new ExploreReport(
        designs,
        Studies.latencies(one, other),
        DesignScores.NONE,
        Studies.MACHINE,
        "1.2.3",
        7,
        new Evidence(
            Optional.of(limits),
            profiles,
            List.of(new ProxyScores("naswot", scores, Map.of())),
            List.of(),
            List.of(),
            new DesignSource(
                Optional.of(Sweep.all(Spec.parse("tiny.yaml", spec))),
                Optional.of("tiny.yaml"),
                Map.of(),
                Optional.empty())));
  }

  /** What is drawn of it. */
  static List<Graphic> figures(String spec) {
    return full(spec).page().figures().stream().map(Report.ChartPart::figure).toList();
  }

  /** A report of a spec's counts alone. */
  public static ExploreReport counted(String spec) {
    return new ExploreReport(Studies.designs(spec), Latencies.none(), Studies.MACHINE, "1.2.3", 7);
  }

  /** Grouping slows: the more of the work is grouped, the more. */
  private static Map<String, Double> times(Designs designs, double slow) {
    Map<String, Double> times = new HashMap<>();
    int rank = 0;
    for (ComparedDesign row : designs.distinct()) {
      double ms = row.cost().total().macs() / MACS_PER_MS;
      times.put(row.label(), ms * Math.pow(slow, Math.min(8, rank++) / 3.0));
    }
    return times;
  }

  private static DesignProfile profile(MeasurementRun run, ComparedDesign row) {
    Conditions conditions =
        new Conditions(
            run.conditions().runtime(), "1.0", 1, "float32", LIMITS.key().machine(), Instant.EPOCH);
    List<LayerTime> layers =
        row.cost().nodes().stream()
            .filter(node -> node.cost().macs() > 0)
            .map(node ->
                new LayerTime(
                    List.of(node.node().name()),
                    node.node().op().getClass().getSimpleName(),
                    0.01 + node.cost().macs() / MACS_PER_MS,
                    node.cost()))
            .toList();
    double sum = layers.stream().mapToDouble(LayerTime::ms).sum();
    return new DesignProfile(row.label(), new LayerTimes(conditions, layers, sum, 9));
  }
}
