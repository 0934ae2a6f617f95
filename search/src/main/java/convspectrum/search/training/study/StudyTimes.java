package convspectrum.search.training.study;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measured times of designs, which are kept with the trainings: a study that goes on does not
 * measure again what was measured on this machine.
 */
public final class StudyTimes {
  private static final int WITH_INTERVAL = 3;

  private final List<String> runtimes;
  private final Map<String, Estimate> times;
  private final List<String> noisy;

  private StudyTimes(List<String> runtimes, Map<String, Estimate> times, List<String> noisy) {
    this.runtimes = List.copyOf(runtimes);
    this.times = Map.copyOf(times);
    this.noisy = List.copyOf(noisy);
  }

  /** No times: nothing is measured. */
  public static StudyTimes none() {
    return new StudyTimes(List.of(), Map.of(), List.of());
  }

  /** No times yet of these runtimes. Tables of them have the columns of the result. */
  public static StudyTimes planned(List<String> runtimes) {
    return new StudyTimes(runtimes, Map.of(), List.of());
  }

  /**
   * The times that are kept.
   *
   * @param machine its fingerprint
   */
  public static StudyTimes kept(
      KeptFigures kept, List<StudiedDesign> designs, List<String> runtimes, String machine) {
    Map<String, Estimate> times = new HashMap<>();
    List<String> noisy = new ArrayList<>();
    for (String runtime : runtimes) {
      Optional<List<Double>> noise = kept.get(noiseKey(runtime, machine));
      for (StudiedDesign design : designs) {
        kept.get(key(runtime, design, machine))
            .ifPresent(figures -> times.put(place(runtime, design), estimate(figures)));
      }
      noise.filter(level -> level.getFirst() > 0).ifPresent(_ -> noisy.add(runtime));
    }
    return new StudyTimes(runtimes, times, noisy);
  }

  /** Whether every design has a time by each of these runtimes. */
  public boolean holds(List<StudiedDesign> designs, List<String> all) {
    return all.stream()
        .allMatch(runtime ->
            designs.stream().allMatch(design -> times.containsKey(place(runtime, design))));
  }

  /** Keeps what was measured as a whole; a run that was interrupted is not kept. */
  public static void keep(
      KeptFigures kept, List<StudiedDesign> designs, Latencies latencies, String machine) {
    for (MeasurementRun run : latencies.runs()) {
      if (run.partial()) {
        continue;
      }
      String runtime = run.conditions().runtime();
      for (StudiedDesign design : designs) {
        latencies
            .time(run, design.row())
            .ifPresent(time -> kept.put(key(runtime, design, machine), figures(time)));
      }
      kept.put(
          noiseKey(runtime, machine),
          List.of(run.noise().level() == NoiseReport.Level.QUIET ? 0.0 : 1.0));
    }
  }

  private static List<Double> figures(Estimate time) {
    return time.interval()
        .map(ends -> List.of(time.value(), ends.low(), ends.high()))
        .orElse(List.of(time.value()));
  }

  private static Estimate estimate(List<Double> figures) {
    return figures.size() == WITH_INTERVAL
        ? Estimate.of(figures.get(0), new Interval(figures.get(1), figures.get(2)))
        : new Estimate(figures.getFirst(), Optional.empty());
  }

  private static String key(String runtime, StudiedDesign design, String machine) {
    return "time %s %s %s".formatted(runtime, design.row().fingerprint(), machine);
  }

  private static String noiseKey(String runtime, String machine) {
    return "noise %s %s".formatted(runtime, machine);
  }

  private static String place(String runtime, StudiedDesign design) {
    return runtime + " " + design.label();
  }

  /** The runtimes that were asked for. */
  public List<String> runtimes() {
    return runtimes;
  }

  /** The runtimes whose times were disturbed by the machine. */
  public List<String> noisy() {
    return noisy;
  }

  /** The time of a pass of one image in milliseconds, if it was measured. */
  public Optional<Estimate> of(String runtime, StudiedDesign design) {
    return Optional.ofNullable(times.get(place(runtime, design)));
  }
}
