package convspectrum.search.claim;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.FurtherProcesses;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.study.TimeNeed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The claims of a study whose verdict may be another one in the next process. Their networks are
 * timed again in new processes, until there are as many figures as an interval needs, one from each
 * process. Each turn times all of them, so that the processes of a claim are minutes apart.
 */
public final class NearClaims {
  /** The share of a budget that is kept for them. */
  public static final double SHARE = 1.0 / 3;

  /** A turn gives one figure of several and needs no interval of its own. */
  private static final int TURNS_IN_NEED = 2;

  private final ClaimDocument document;
  private final Designs designs;
  private final ClaimJudge judge;

  /** The claims of a study about these networks. */
  public NearClaims(ClaimDocument document, Designs designs) {
    this.document = document;
    this.designs = designs;
    this.judge = new ClaimJudge(designs);
  }

  /** Those that need more processes, on any runtime. */
  public List<Claim> of(Latencies first) {
    return document.claims().stream()
        .filter(claim -> first.runs().stream().anyMatch(run -> judge.needsProcesses(claim, run)))
        .toList();
  }

  /**
   * Times them again. An interrupt of the thread ends it soon, with the turns that were complete.
   *
   * @param budget for all turns and runtimes together
   */
  public ClaimTimes settle(
      Latencies first,
      FurtherProcesses processes,
      Machine machine,
      Duration budget,
      StudyProgress progress) {
    ClaimTimes times = ClaimTimes.of(first);
    Set<String> labels = labels(of(first));
    if (labels.isEmpty()) {
      return times;
    }
    int turns = Bootstrap.FEWEST - 1;
    Duration each = budget.dividedBy((long) turns * processes.runtimes());
    Duration enough = need(labels).dividedBy(TURNS_IN_NEED);
    Duration turn = each.compareTo(enough) < 0 ? each : enough;
    for (int i = 0; i < turns; i++) {
      int process = i + 2;
      Latencies again =
          processes.time(
              designs,
              labels,
              first,
              machine,
              turn,
              (task, done, total, note) ->
                  progress.report(
                      "process %d of %d, %s".formatted(process, turns + 1, task),
                      done,
                      total,
                      note));
      if (again.runs().stream().anyMatch(MeasurementRun::partial)) {
        break;
      }
      times = times.and(again);
    }
    return times;
  }

  /** The networks of claims, and all that are timed in the same rounds. */
  private Set<String> labels(List<Claim> claims) {
    Set<String> needed =
        claims.stream()
            .flatMap(claim -> claim.value().labels().stream())
            .collect(Collectors.toSet());
    Set<String> baselines =
        designs.rows().stream()
            .filter(row -> needed.contains(row.label()))
            .map(row -> designs.baselineOf(row).evaluatedAs())
            .collect(Collectors.toSet());
    Set<String> labels = new TreeSet<>();
    for (ComparedDesign row : designs.rows()) {
      if (baselines.contains(designs.baselineOf(row).evaluatedAs())) {
        labels.add(row.evaluatedAs());
      }
    }
    return labels;
  }

  private Duration need(Set<String> labels) {
    return designs.distinct().stream()
        .filter(design -> labels.contains(design.label()))
        .map(TimeNeed::of)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
