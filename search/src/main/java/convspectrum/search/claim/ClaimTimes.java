package convspectrum.search.claim;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.List;

/**
 * What a study has measured.
 *
 * @param first all networks, in one process for each runtime
 * @param further networks of claims near an end of their bands again, each time in new processes;
 *     runtimes are in the order of the first
 */
public record ClaimTimes(Latencies first, List<Latencies> further) {
  public ClaimTimes {
    further = List.copyOf(further);
  }

  /** Times from one process for each runtime. */
  public static ClaimTimes of(Latencies first) {
    return new ClaimTimes(first, List.of());
  }

  /** The same, and times from one more process for each runtime. */
  public ClaimTimes and(Latencies another) {
    List<Latencies> longer = new ArrayList<>(further);
    longer.add(another);
    return new ClaimTimes(first, longer);
  }

  /** The runs of each runtime, that of its first process first. */
  public List<List<MeasurementRun>> processes() {
    List<List<MeasurementRun>> processes = new ArrayList<>();
    for (int i = 0; i < first.runs().size(); i++) {
      List<MeasurementRun> runs = new ArrayList<>(List.of(first.runs().get(i)));
      for (Latencies latencies : further) {
        runs.add(latencies.runs().get(i));
      }
      processes.add(runs);
    }
    return processes;
  }
}
