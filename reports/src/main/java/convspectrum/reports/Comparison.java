package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Interval;
import convspectrum.reports.ComparisonTable.Latency;
import convspectrum.reports.ComparisonTable.Row;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Candidate;
import convspectrum.search.design.Candidates;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.DesignValidation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The comparison table of candidates and what was measured of them. */
public final class Comparison {
  private final Candidates candidates;
  private final Latencies latencies;
  private final List<ProxyScores> proxies;

  private Comparison(Candidates candidates, Latencies latencies, List<ProxyScores> proxies) {
    this.candidates = candidates;
    this.latencies = latencies;
    this.proxies = proxies;
  }

  /** As the other, without proxies. */
  public static ResultTable of(Candidates candidates, Latencies latencies, Notes notes) {
    return of(candidates, latencies, List.of(), notes);
  }

  /**
   * The table {@code comparison}: a row per candidate.
   *
   * @param latencies of these candidates; {@link Latencies#none()} where nothing was timed
   * @param proxies of these candidates, in the order of their columns
   * @param notes how the figures came about
   */
  public static ResultTable of(
      Candidates candidates, Latencies latencies, List<ProxyScores> proxies, Notes notes) {
    Comparison comparison = new Comparison(candidates, latencies, proxies);
    List<Row> rows = candidates.rows().stream().map(comparison::row).toList();
    return ComparisonTable.of(
        candidates.name() + ", relative to " + candidates.baseline(),
        candidates.parameters(),
        latencies.runtimes(),
        proxies.stream().map(ProxyScores::name).toList(),
        rows,
        notes);
  }

  /** MACs of the baseline divided by a candidate's; NaN where it has none. */
  public static double theoreticalSpeedup(Candidates candidates, Candidate candidate) {
    long macs = candidate.cost().total().macs();
    return macs == 0 ? Double.NaN : (double) candidates.baselineRow().cost().total().macs() / macs;
  }

  private Row row(Candidate candidate) {
    Cost cost = candidate.cost().total();
    double theory = theoreticalSpeedup(candidates, candidate);
    Map<String, Latency> byRuntime = new LinkedHashMap<>();
    for (MeasurementRun run : latencies.runs()) {
      latencies
          .measurement(run, candidate)
          .ifPresent(m -> byRuntime.put(run.conditions().runtime(), latency(m, theory)));
    }
    return new Row(
        candidate.label(),
        parameters(candidate),
        cost.params(),
        cost.macs(),
        cost.flops(),
        cost.bytes(),
        theory,
        byRuntime,
        scores(candidate),
        UsedDivisors.brief(candidate.network().divisors().get()),
        candidate.sameAs().orElse(""),
        note(candidate));
  }

  private Map<String, String> parameters(Candidate candidate) {
    Map<String, String> values = new LinkedHashMap<>();
    candidate
        .design()
        .ifPresent(design ->
            candidates.parameters().forEach(name -> values.put(name, design.value(name).text())));
    return values;
  }

  private Map<String, Double> scores(Candidate candidate) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (ProxyScores proxy : proxies) {
      Double score = proxy.byDesign().get(candidate.label());
      if (score != null) {
        scores.put(proxy.name(), score);
      }
    }
    return scores;
  }

  private String note(Candidate candidate) {
    return latencies.runs().stream()
        .map(run -> latencies.reason(run, candidate))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static Latency latency(Measurement measurement, double theory) {
    Bounded ms = estimate(measurement.medianMs(), measurement.interval());
    Bounded speedup =
        measurement
            .speedup()
            .map(ratio -> estimate(ratio.median(), ratio.interval()))
            .orElse(Bounded.NONE);
    return new Latency(ms, speedup, DesignValidation.realisation(Optional.of(measurement), theory));
  }

  private static Bounded estimate(double value, Interval interval) {
    return new Bounded(value, interval.low(), interval.high());
  }
}
