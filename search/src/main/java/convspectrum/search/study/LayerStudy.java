package convspectrum.search.study;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Profiling;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.LayerTimes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds where the time of one network goes, on each runtime, after its output was checked. Runtimes
 * that require it, and all runtimes where there are several, run in processes of their own.
 */
public final class LayerStudy {
  private final StudyOptions options;
  private final Instruments instruments;
  private final Clock clock;
  private final Optional<Workers> workers;

  /** A study with the same arguments as a {@link LatencyStudy}. */
  public LayerStudy(
      StudyOptions options, Instruments instruments, Clock clock, Optional<Workers> workers) {
    this.options = options;
    this.instruments = instruments;
    this.clock = clock;
    this.workers = workers;
  }

  /**
   * Profiles the first row of {@code designs}. Interrupting the thread ends the study soon.
   *
   * @param refused is told of each runtime that cannot run it, or whose output is not that of the
   *     reference, and why; the others go on
   * @return one for each runtime that can, until the thread was interrupted; the last may then be
   *     of few profiles
   * @throws HostException where a runtime fails while it is profiled, or none can run it
   */
  public List<LayerTimes> run(
      Designs designs, Machine machine, StudyProgress progress, Consumer<String> refused) {
    ComparedDesign design = designs.rows().getFirst();
    try (StudyHosts hosts = StudyHosts.of(designs, options, instruments, workers)) {
      OutputChecks checks = OutputChecks.of(designs, options, instruments);
      List<LayerTimes> all = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (InferenceRuntime runtime : options.runtimes()) {
        Host host = hosts.of(runtime);
        int done = all.size() + reasons.size();
        progress.report("checking " + runtime.name(), done, options.runtimes().size(), "");
        Optional<String> failure = checks.failure(design, runtime, host);
        if (failure.isPresent()) {
          reasons.add(failure.get());
          continue;
        }
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
        Conditions conditions =
            new Conditions(
                runtime.name(options.run()),
                host.version(),
                options.run().threads(),
                runtime.dataType().word(),
                machine.fingerprint(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        all.add(
            LayerTimes.of(
                design.cost(),
                new Profiling(
                        options.profiling(),
                        instruments,
                        Profiling.Effort.within(options.profiling().budget()))
                    .measure(
                        host,
                        conditions,
                        design.label(),
                        counted(progress.of(conditions.runtime()), done))));
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
      boolean none = reasons.size() == options.runtimes().size();
      if (none) {
        throw new HostException(String.join("; ", reasons));
      }
      reasons.forEach(refused);
      return all;
    }
  }

  /** The progress of one runtime among all. */
  private Progress counted(Progress progress, int done) {
    return (phase, _, _, note) -> progress.report(phase, done, options.runtimes().size(), note);
  }
}
