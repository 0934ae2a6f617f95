package convspectrum.search.study;

import convspectrum.costmodel.DataType;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Lineup;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.QuickMeasuring;
import convspectrum.executor.measure.TimedDesign;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.jmh.ForkedLineup;
import convspectrum.executor.measure.jmh.JmhMeasuring;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.MemoryNeed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Times designs: every distinct graph is first checked against the reference on each runtime, then
 * measured beside all the others. A design that fails the check or cannot be compiled is not timed,
 * and the result says why; the others are timed. Several runtimes are timed in turns, each in a
 * process of its own, so that they can be compared and none disturbs another. With the protocol
 * {@code jmh} every design is timed in forks of its own.
 */
public final class LatencyStudy {
  private final StudyOptions options;
  private final Instruments instruments;
  private final Clock clock;
  private final Optional<Workers> workers;
  private final Optional<ForkStarter> forks;

  /**
   * A study with these options and instruments.
   *
   * @param clock dates its runs
   * @param workers starts processes for runtimes; without it, all run in this one
   */
  public LatencyStudy(
      StudyOptions options, Instruments instruments, Clock clock, Optional<Workers> workers) {
    this(options, instruments, clock, workers, Optional.empty());
  }

  /**
   * A study that can measure in forks too.
   *
   * @param forks starts them; the protocol {@code jmh} needs it
   */
  public LatencyStudy(
      StudyOptions options,
      Instruments instruments,
      Clock clock,
      Optional<Workers> workers,
      Optional<ForkStarter> forks) {
    this.options = options;
    this.instruments = instruments;
    this.clock = clock;
    this.workers = workers;
    this.forks = forks;
    if (options.protocol() instanceof JmhProtocol && forks.isEmpty()) {
      throw new IllegalArgumentException("the protocol jmh measures in forks; there are none here");
    }
  }

  /** Measures {@code designs}; interrupting the thread ends it soon, with the results so far. */
  public Latencies run(Designs designs, Machine machine, StudyProgress progress) {
    return run(designs, machine, progress, false, (_, _) -> {});
  }

  /**
   * Measures designs of different baselines one group after the other, since nothing compares them.
   * The protocol {@code jmh} measures all of them in the same turns.
   *
   * @param finished receives the labels of a group when it is measured, and all times until then
   */
  public Latencies runGroups(
      Designs designs,
      Machine machine,
      StudyProgress progress,
      BiConsumer<List<String>, Latencies> finished) {
    return run(designs, machine, progress, true, finished);
  }

  private Latencies run(
      Designs designs,
      Machine machine,
      StudyProgress progress,
      boolean apart,
      BiConsumer<List<String>, Latencies> finished) {
    try (StudyHosts hosts = StudyHosts.of(designs, options, instruments, workers)) {
      OutputChecks checks = OutputChecks.of(designs, options, instruments);
      Map<InferenceRuntime, Map<String, String>> failures =
          check(designs, checks, hosts, machine, progress);
      Instant date = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      List<Lineup> lineups = new ArrayList<>();
      for (InferenceRuntime runtime : options.runtimes()) {
        Set<String> out = failures.getOrDefault(runtime, Map.of()).keySet();
        lineups.add(
            new Lineup(
                conditions(runtime, options.run(), hosts.of(runtime).version(), machine, date),
                hosts.of(runtime),
                designs.distinct().stream()
                    .filter(compared -> !out.contains(compared.label()))
                    .map(LatencyStudy::timed)
                    .toList()));
      }
      Baselines relativeTo = new Baselines(baselines(designs, failures), apart);
      List<MeasurementRun> runs =
          switch (options.protocol()) {
            case QuickProtocol quick ->
                new QuickMeasuring(quick, instruments)
                    .measure(
                        lineups,
                        relativeTo,
                        told(options, progress),
                        (group, until) ->
                            finished.accept(group, complete(until, designs, failures, checks)));
            case JmhProtocol jmh -> {
              hosts.close(); // only the forks may be running
              yield new JmhMeasuring(jmh, instruments)
                  .measure(forked(lineups, designs, jmh), relativeTo, told(options, progress));
            }
          };
      return complete(runs, designs, failures, checks);
    }
  }

  private Latencies complete(
      List<MeasurementRun> runs,
      Designs designs,
      Map<InferenceRuntime, Map<String, String>> failures,
      OutputChecks checks) {
    List<MeasurementRun> complete = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      InferenceRuntime runtime = options.runtimes().get(i);
      Map<String, String> out = failures.getOrDefault(runtime, Map.of());
      MeasurementRun run = withFailures(runs.get(i), designs.distinct(), out);
      complete.add(
          runtime.dataType() == DataType.FLOAT32
              ? run
              : run.quantised(checks.sqnr(runtime), checks.integerNotes()));
    }
    return new Latencies(complete);
  }

  /** The baseline of each design, as far as it can be timed on some runtime. */
  private static Map<String, String> baselines(
      Designs designs, Map<InferenceRuntime, Map<String, String>> failures) {
    Map<String, String> byDesign = new HashMap<>();
    for (ComparedDesign design : designs.distinct()) {
      String baseline = designs.baselineOf(design).evaluatedAs();
      if (failures.values().stream().anyMatch(out -> !out.containsKey(baseline))) {
        byDesign.put(design.label(), baseline);
      }
    }
    return byDesign;
  }

  /** The same designs, each to be timed in forks. */
  private List<ForkedLineup> forked(List<Lineup> lineups, Designs designs, JmhProtocol protocol) {
    String identity = StudyWorker.identity(designs);
    List<ForkedLineup> forked = new ArrayList<>();
    for (int i = 0; i < lineups.size(); i++) {
      Lineup lineup = lineups.get(i);
      forked.add(
          new ForkedLineup(
              lineup.conditions(),
              forks.orElseThrow().of(options.runtimes().get(i), protocol, identity),
              lineup.designs().stream().map(TimedDesign::design).toList()));
    }
    return forked;
  }

  /** Why a design is not timed, by label, for each runtime. */
  private Map<InferenceRuntime, Map<String, String>> check(
      Designs designs,
      OutputChecks checks,
      StudyHosts hosts,
      Machine machine,
      StudyProgress progress) {
    Map<InferenceRuntime, Map<String, String>> failures = new HashMap<>();
    for (InferenceRuntime runtime : options.runtimes()) {
      Map<String, String> reasons = new HashMap<>();
      int done = 0;
      for (ComparedDesign compared : designs.distinct()) {
        progress.report(
            "checking " + runtime.name(), done++, designs.distinct().size(), compared.label());
        tooLarge(compared, machine)
            .or(LatencyStudy::interrupted)
            .or(() -> checks.failure(compared, runtime, hosts.of(runtime)))
            .ifPresent(reason -> reasons.put(compared.label(), reason));
      }
      failures.put(runtime, reasons);
    }
    return failures;
  }

  /** Decided from counts, before any memory is allocated. */
  static Optional<String> tooLarge(ComparedDesign compared, Machine machine) {
    long needed = MemoryNeed.of(compared);
    long free = Math.min(machine.memory().availableBytes(), Runtime.getRuntime().maxMemory());
    return needed <= free
        ? Optional.empty()
        : Optional.of(
            "needs at least %s of memory, for weights and activations, of which %s are free: not timed."
                .formatted(MemoryNeed.text(needed), MemoryNeed.text(free)));
  }

  /** The interrupt flag stays set, so that the steps after the checks end too. */
  private static Optional<String> interrupted() {
    return Thread.currentThread().isInterrupted()
        ? Optional.of("interrupted before it was checked")
        : Optional.empty();
  }

  static Conditions conditions(
      InferenceRuntime runtime, RunOptions run, String version, Machine machine, Instant date) {
    return new Conditions(
        runtime.name(run),
        version,
        run.threads(),
        runtime.dataType().word(),
        machine.fingerprint(),
        date);
  }

  /** Words for the phases of measuring. */
  static Progress told(StudyOptions options, StudyProgress progress) {
    String runtimes =
        options.runtimes().stream()
            .map(runtime -> runtime.name(options.run()))
            .collect(Collectors.joining(", "));
    return progress.of(runtimes);
  }

  static TimedDesign timed(ComparedDesign compared) {
    return new TimedDesign(
        compared.label(), MemoryNeed.of(compared), TimeNeed.of(compared).toMillis());
  }

  private static MeasurementRun withFailures(
      MeasurementRun run, List<ComparedDesign> order, Map<String, String> failures) {
    if (failures.isEmpty()) {
      return run;
    }
    Map<String, Outcome> byDesign = new HashMap<>();
    run.outcomes().forEach(outcome -> byDesign.put(outcome.design(), outcome));
    failures.forEach(
        (label, reason) -> byDesign.put(label, new NotMeasured(label, run.conditions(), reason)));
    List<Outcome> outcomes = new ArrayList<>();
    for (ComparedDesign compared : order) {
      Outcome outcome = byDesign.get(compared.label());
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return new MeasurementRun(
        run.conditions(),
        run.protocol(),
        outcomes,
        run.noise(),
        run.rounds(),
        run.batches(),
        run.partial(),
        run.missingSeconds(),
        run.notes());
  }
}
