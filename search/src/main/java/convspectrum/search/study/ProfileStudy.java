package convspectrum.search.study;

import convspectrum.executor.measure.Profiling;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Profiles every design whose time a {@link LatencyStudy} knows with its interval, on each runtime;
 * each profile is short, since there may be many. That study has checked the outputs. Nothing is
 * concluded from a time without an interval, so that its profile would only take time: three times
 * that of measuring, where the budget is small and the machine busy.
 */
public final class ProfileStudy {
  private final StudyOptions options;
  private final Instruments instruments;
  private final Optional<Workers> workers;

  /** Which of the designs that were timed are profiled. */
  public enum Which {
    /** Those whose times have intervals, from which something can be concluded. */
    WITH_INTERVAL,
    /** All, for somebody who wants to see the steps themselves. */
    TIMED
  }

  /** A study with the same arguments as a {@link LatencyStudy}. */
  public ProfileStudy(StudyOptions options, Instruments instruments, Optional<Workers> workers) {
    this.options = options;
    this.instruments = instruments;
    this.workers = workers;
  }

  /**
   * Profiles the designs whose times have intervals. A design that a runtime fails to profile has
   * no profile; interrupting the thread ends the study with the results so far.
   *
   * @param latencies of these designs by the same options
   */
  public List<DesignProfile> run(Designs designs, Latencies latencies, StudyProgress progress) {
    return run(designs, latencies, Which.WITH_INTERVAL, progress);
  }

  /** The same of those designs that {@code which} says. */
  public List<DesignProfile> run(
      Designs designs, Latencies latencies, Which which, StudyProgress progress) {
    List<DesignProfile> profiles = new ArrayList<>();
    try (StudyHosts hosts = StudyHosts.of(designs, options, instruments, workers)) {
      for (int i = 0; i < latencies.runs().size(); i++) {
        MeasurementRun run = latencies.runs().get(i);
        InferenceRuntime runtime = options.runtimes().get(i);
        Host host = hosts.of(runtime);
        List<ComparedDesign> known =
            designs.distinct().stream()
                .filter(design -> isProfiled(latencies.measurement(run, design), which))
                .toList();
        int done = 0;
        for (ComparedDesign design : known) {
          progress.report(
              "profiling " + run.conditions().runtime(), done++, known.size(), design.label());
          if (Thread.interrupted()) {
            return profiles;
          }
          profile(design, run, host).ifPresent(profiles::add);
        }
      }
    }
    return profiles;
  }

  private static boolean isProfiled(Optional<Measurement> timed, Which which) {
    return switch (which) {
      case TIMED -> timed.isPresent();
      case WITH_INTERVAL -> timed.flatMap(measurement -> measurement.time().interval()).isPresent();
    };
  }

  private Optional<DesignProfile> profile(ComparedDesign design, MeasurementRun run, Host host) {
    try {
      Profiling.Profile profile =
          new Profiling(options.profiling(), instruments, Profiling.Effort.BRIEF)
              .measure(host, run.conditions(), design.label());
      return Optional.of(new DesignProfile(design.label(), LayerTimes.of(design.cost(), profile)));
    } catch (RuntimeException e) {
      // The design was timed; without a profile, only the reasons of its row are missing.
      System.getLogger(ProfileStudy.class.getName())
          .log(System.Logger.Level.DEBUG, design.label() + " is not profiled", e);
      return Optional.empty();
    }
  }
}
