package convspectrum.search.study;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Lineup;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.QuickMeasuring;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times designs on one runtime, group after group, all in the same process: code that several
 * designs share is compiled once. Each design is first checked against the reference; one that
 * fails is not timed. Not for use by two threads at once.
 */
public final class GroupStudy implements AutoCloseable {
  /** Passes before a profile, which brings code and data into the caches. */
  private static final Duration BEFORE_PROFILE = Duration.ofMillis(20);

  private final Designs designs;
  private final StudyOptions options;
  private final Instruments instruments;
  private final Clock clock;
  private final Machine machine;
  private final InferenceRuntime runtime;
  private final StudyHosts hosts;
  private final OutputChecks checks;

  /**
   * Opens the process of the runtime.
   *
   * @param designs all designs that will be timed; the baseline belongs to each group
   * @param options of one runtime
   * @param clock dates the groups
   * @param workers starts the process of a runtime that needs one
   */
  public GroupStudy(
      Designs designs,
      StudyOptions options,
      Instruments instruments,
      Clock clock,
      Machine machine,
      Optional<Workers> workers) {
    this.designs = designs;
    this.options = options;
    this.instruments = instruments;
    this.clock = clock;
    this.machine = machine;
    this.runtime = options.runtimes().getFirst();
    this.hosts = StudyHosts.of(designs, options, instruments, workers);
    this.checks = OutputChecks.of(designs, options, instruments);
  }

  /**
   * The times of a group.
   *
   * @param run times of the baseline and of the designs
   * @param profiles the times of the steps of each design that the runtime could profile, by label
   * @param failures why a design was not timed, by label
   */
  public record Times(
      MeasurementRun run, Map<String, List<NodeTime>> profiles, Map<String, String> failures) {}

  /** Runtime, version, machine and date as of now. */
  public Conditions conditions() {
    return LatencyStudy.conditions(
        runtime,
        options.run(),
        hosts.of(runtime).version(),
        machine,
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Times a group beside the baseline. An interrupt of the thread ends it soon, with a partial run.
   *
   * @param labels of some designs
   * @param protocol for the group
   */
  public Times time(List<String> labels, QuickProtocol protocol) {
    Host host = hosts.of(runtime);
    Map<String, String> failures = new LinkedHashMap<>();
    List<ComparedDesign> sound = new ArrayList<>();
    String baseline = designs.baselineRow().label();
    for (ComparedDesign design : designs.distinct()) {
      if (labels.contains(design.label()) || design.label().equals(baseline)) {
        LatencyStudy.tooLarge(design, machine)
            .or(() -> checks.failure(design, runtime, host))
            .ifPresentOrElse(
                reason -> failures.put(design.label(), reason), () -> sound.add(design));
      }
    }
    Lineup lineup =
        new Lineup(conditions(), host, sound.stream().map(LatencyStudy::timed).toList());
    Baselines baselines =
        failures.containsKey(baseline)
            ? Baselines.NONE
            : Baselines.one(baseline, lineup.designs().stream().map(one -> one.design()).toList());
    MeasurementRun run =
        new QuickMeasuring(protocol, instruments)
            .measure(List.of(lineup), baselines, Progress.NONE)
            .getFirst();
    Map<String, List<NodeTime>> profiles = new HashMap<>();
    for (ComparedDesign design : sound) {
      if (!run.partial() && !design.label().equals(baseline)) {
        profile(host, design.label(), protocol).ifPresent(its -> profiles.put(design.label(), its));
      }
    }
    return new Times(run, profiles, failures);
  }

  private static Optional<List<NodeTime>> profile(Host host, String label, QuickProtocol protocol) {
    try (TimedProgram program = host.compile(label)) {
      if (protocol.pinned()) {
        host.pin();
      }
      program.warmUp(BEFORE_PROFILE.toNanos(), protocol.steadiness(), () -> false);
      return Optional.of(program.profile());
    } catch (RuntimeException e) {
      // It was timed as a whole; only the times of its steps are missing.
      System.getLogger(GroupStudy.class.getName())
          .log(System.Logger.Level.DEBUG, label + " is not profiled", e);
      return Optional.empty();
    } finally {
      host.unpin();
    }
  }

  @Override
  public void close() {
    hosts.close();
  }
}
