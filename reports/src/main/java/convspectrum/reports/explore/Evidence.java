package convspectrum.reports.explore;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.design.DesignSource;
import convspectrum.reports.proxy.ProxyScores;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.training.figure.DesignTrainings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows beside counts and times, as far as it is there.
 *
 * @param limits of the machine: the roof over all designs
 * @param profiles where the time of designs goes
 * @param proxies scores of designs, in the order of their columns
 * @param findings sentences in place of the report's own
 * @param tables further ones, below the comparison; their names are not {@code comparison}, {@code
 *     roofline} or {@code steps}
 * @param source where the designs come from
 * @param predictions times of designs that latency tables predict
 * @param trainings accuracies of designs after a short training
 */
public record Evidence(
    Optional<MachineLimits> limits,
    List<DesignProfile> profiles,
    List<ProxyScores> proxies,
    List<String> findings,
    List<ResultTable> tables,
    DesignSource source,
    DesignPredictions predictions,
    DesignTrainings trainings) {
  /** Counts and times alone. */
  public static final Evidence NONE =
      new Evidence(Optional.empty(), List.of(), List.of(), List.of(), List.of(), DesignSource.NONE);

  /** Copies. */
  public Evidence {
    profiles = List.copyOf(profiles);
    proxies = List.copyOf(proxies);
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
  }

  /** Without predictions and trainings. */
  public Evidence(
      Optional<MachineLimits> limits,
      List<DesignProfile> profiles,
      List<ProxyScores> proxies,
      List<String> findings,
      List<ResultTable> tables,
      DesignSource source) {
    this(
        limits,
        profiles,
        proxies,
        findings,
        tables,
        source,
        DesignPredictions.NONE,
        DesignTrainings.NONE);
  }

  /** Of designs whose source is not known. */
  public Evidence(
      Optional<MachineLimits> limits,
      List<DesignProfile> profiles,
      List<ProxyScores> proxies,
      List<String> findings,
      List<ResultTable> tables) {
    this(limits, profiles, proxies, findings, tables, DesignSource.NONE);
  }

  /** The limits of the machine alone. */
  public static Evidence of(Optional<MachineLimits> limits) {
    return new Evidence(limits, List.of(), List.of(), List.of(), List.of());
  }

  /** With scores by further proxies, after those that are there. */
  public Evidence with(List<ProxyScores> more) {
    List<ProxyScores> all = new ArrayList<>(proxies);
    all.addAll(more);
    return new Evidence(limits, profiles, all, findings, tables, source, predictions, trainings);
  }

  /** With predicted times of the designs. */
  public Evidence with(DesignPredictions of) {
    return new Evidence(limits, profiles, proxies, findings, tables, source, of, trainings);
  }

  /** With accuracies of the designs. */
  public Evidence with(DesignTrainings of) {
    return new Evidence(limits, profiles, proxies, findings, tables, source, predictions, of);
  }
}
