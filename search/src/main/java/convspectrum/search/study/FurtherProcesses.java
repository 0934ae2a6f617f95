package convspectrum.search.study;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Lineup;
import convspectrum.executor.measure.QuickMeasuring;
import convspectrum.executor.measure.TimedDesign;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Times designs again in new processes. What the just-in-time compiler decides and where code lies
 * in memory stays the same as long as a process lives, and may differ in the next one; no number of
 * rounds in one process shows it.
 */
public final class FurtherProcesses {
  private final StudyOptions options;
  private final Instruments instruments;
  private final Clock clock;
  private final Workers workers;

  /**
   * Processes for the runtimes of a study.
   *
   * @param clock dates their runs
   * @param workers starts them
   */
  public FurtherProcesses(
      StudyOptions options, Instruments instruments, Clock clock, Workers workers) {
    this.options = options;
    this.instruments = instruments;
    this.clock = clock;
    this.workers = workers;
  }

  /** How many runtimes take turns. */
  public int runtimes() {
    return options.runtimes().size();
  }

  /** The budget of the whole study, of all runtimes together. */
  public Duration budget() {
    return options.profiling().budget().multipliedBy(runtimes());
  }

  /**
   * Times some designs in one new process for each runtime. Their outputs were checked when they
   * were timed first, and what failed then is left out. An interrupt of the thread ends it soon.
   *
   * @param designs all designs of the study
   * @param labels of those to time, with the baselines of their groups
   * @param first the runs of the study
   * @param budget for each runtime
   * @return a run for each runtime, in their order
   */
  public Latencies time(
      Designs designs,
      Set<String> labels,
      Latencies first,
      Machine machine,
      Duration budget,
      StudyProgress progress) {
    try (StudyHosts hosts = StudyHosts.apart(designs, options, instruments, workers)) {
      List<Lineup> lineups = new ArrayList<>();
      for (int i = 0; i < options.runtimes().size(); i++) {
        lineups.add(
            lineup(
                options.runtimes().get(i), first.runs().get(i), hosts, designs, labels, machine));
      }
      QuickProtocol protocol = options.profiling().withBudget(budget);
      return new Latencies(
          new QuickMeasuring(protocol, instruments)
              .measure(lineups, baselines(designs, lineups), LatencyStudy.told(options, progress)));
    }
  }

  private Lineup lineup(
      InferenceRuntime runtime,
      MeasurementRun first,
      StudyHosts hosts,
      Designs designs,
      Set<String> labels,
      Machine machine) {
    Host host = hosts.of(runtime);
    List<TimedDesign> timed =
        designs.distinct().stream()
            .filter(design -> labels.contains(design.label()))
            .filter(design -> first.measurement(design.label()).isPresent())
            .map(LatencyStudy::timed)
            .toList();
    return new Lineup(
        LatencyStudy.conditions(
            runtime,
            options.run(),
            host.version(),
            machine,
            clock.instant().truncatedTo(ChronoUnit.SECONDS)),
        host,
        timed);
  }

  private static Baselines baselines(Designs designs, List<Lineup> lineups) {
    Map<String, String> byDesign = new HashMap<>();
    Set<String> labels =
        lineups.stream()
            .flatMap(lineup -> lineup.designs().stream())
            .map(TimedDesign::design)
            .collect(Collectors.toSet());
    for (ComparedDesign design : designs.distinct()) {
      String baseline = designs.baselineOf(design).evaluatedAs();
      if (labels.containsAll(List.of(design.label(), baseline))) {
        byDesign.put(design.label(), baseline);
      }
    }
    return new Baselines(byDesign, true);
  }
}
