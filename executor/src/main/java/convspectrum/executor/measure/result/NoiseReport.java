package convspectrum.executor.measure.result;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.statistics.Robust;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Describes how disturbed a run was. All samples are kept, whatever it says.
 *
 * @param level degree of disturbance
 * @param drift relative change of the baseline's time from the first to the last third of the
 *     rounds, above 0 if it became slower; for several batches the largest
 * @param spread standard deviation of the baseline's samples as a share of their median, estimated
 *     from the median absolute deviation; for several batches the largest
 * @param outlierShare share of all samples that are far above their design's median: by more than 5
 *     % and more than five such standard deviations
 * @param disturbedShare share of all samples during which the kernel took the CPU away
 * @param involuntarySwitches how often it did so during the rounds, all threads of the process
 * @param stealShare share of CPU time that went to other virtual machines
 * @param othersShare share of CPU time that other processes used
 * @param collections garbage collections during the rounds
 * @param sentence all of this in one sentence
 */
public record NoiseReport(
    Level level,
    double drift,
    double spread,
    double outlierShare,
    double disturbedShare,
    long involuntarySwitches,
    double stealShare,
    double othersShare,
    long collections,
    String sentence) {

  /** Degrees of disturbance. */
  public enum Level {
    /** Differences beyond the intervals are real. */
    QUIET("quiet"),
    /** Intervals are wider than necessary; repeat the important measurements. */
    NOISY("noisy"),
    /** The results should not be published. */
    VERY_NOISY("very noisy");

    private final String words;

    Level(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final String STOP_OTHERS = "stop what else is running";

  /**
   * A disturbance with the thresholds that make a run noisy or very noisy.
   *
   * @param advice what to do about it, where its cause is known
   */
  private record Symptom(double size, double noisy, double veryNoisy, String words, String advice) {
    Symptom(double size, double noisy, double veryNoisy, String words) {
      this(size, noisy, veryNoisy, words, "");
    }

    Level level() {
      return size > veryNoisy ? Level.VERY_NOISY : size > noisy ? Level.NOISY : Level.QUIET;
    }
  }

  /**
   * Judges a run.
   *
   * @param references samples of the baseline, one series per batch, in order
   * @param all samples of every design
   * @param disturbed number of samples that a context switch disturbed
   * @param activity the machine's activity in the meantime
   */
  public static NoiseReport of(
      List<double[]> references, List<double[]> all, int disturbed, Activity activity) {
    double drift = 0;
    double spread = 0;
    for (double[] series : references) {
      double found = drift(series);
      drift = Math.abs(found) > Math.abs(drift) ? found : drift;
      spread = Math.max(spread, spread(series));
    }
    long samples = all.stream().mapToLong(series -> series.length).sum();
    double outliers = all.stream().mapToLong(series -> outliers(series).size()).sum();
    double outlierShare = samples == 0 ? 0 : outliers / samples;
    double disturbedShare = samples == 0 ? 0 : (double) disturbed / samples;
    List<Symptom> symptoms =
        List.of(
            new Symptom(
                activity.othersShare(),
                0.05,
                0.30,
                percent("other programs used %.0f %% of the CPUs", activity.othersShare()),
                STOP_OTHERS),
            new Symptom(
                activity.stealShare(),
                0.01,
                0.05,
                percent("other virtual machines took %.1f %%", activity.stealShare()),
                "choose another time or another host"),
            new Symptom(
                activity.throttledShare(),
                0.02,
                0.25,
                String.format(
                    Locale.ROOT,
                    "a CPU quota stopped this program for %.1f s, %.0f %% of the time it asked for",
                    activity.throttledSeconds(),
                    100 * activity.throttledShare()),
                "allow it more CPUs or use fewer threads"),
            new Symptom(
                Math.abs(drift), 0.03, 0.10, percent("the baseline drifted by %+.1f %%", drift)),
            new Symptom(spread, 0.02, 0.07, percent("its samples spread by ±%.1f %%", spread)),
            new Symptom(
                outlierShare, 0.05, 0.20, percent("%.0f %% of samples are outliers", outlierShare)),
            new Symptom(
                disturbedShare,
                0.10,
                0.50,
                percent("the CPU was taken away in %.0f %% of samples", disturbedShare)));
    Level level = symptoms.stream().map(Symptom::level).max(Level::compareTo).orElse(Level.QUIET);
    return new NoiseReport(
        level,
        drift,
        spread,
        outlierShare,
        disturbedShare,
        activity.involuntarySwitches(),
        activity.stealShare(),
        activity.othersShare(),
        activity.collections(),
        sentence(level, symptoms));
  }

  /**
   * What a sentence that states an order ends with where the machine was very noisy while any of
   * these runs was measured; else nothing.
   */
  public static String caveat(List<NoiseReport> runs) {
    return runs.stream().anyMatch(run -> run.level() == Level.VERY_NOISY)
        ? "; but the machine was very noisy, so measure again before you rely on it"
        : "";
  }

  private static String percent(String format, double share) {
    return String.format(Locale.ROOT, format, 100 * share);
  }

  private static String sentence(Level level, List<Symptom> symptoms) {
    List<Symptom> causes = symptoms.stream().filter(each -> each.level() != Level.QUIET).toList();
    String listed = causes.stream().map(Symptom::words).collect(Collectors.joining(", "));
    String known =
        causes.stream()
            .map(Symptom::advice)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(", "));
    String advice = known.isEmpty() ? STOP_OTHERS : known;
    return switch (level) {
      case QUIET -> "The machine was quiet.";
      case NOISY ->
          "The machine was noisy: "
              + listed
              + ". Trust differences beyond the intervals only, or "
              + advice
              + " and measure again.";
      case VERY_NOISY ->
          "The machine was very noisy: "
              + listed
              + ". Do not rely on these times; "
              + advice
              + " and measure again.";
    };
  }

  private static double drift(double[] series) {
    int third = series.length / 3;
    if (third < 2) {
      return 0;
    }
    double first = Robust.median(Arrays.copyOf(series, third));
    double last = Robust.median(Arrays.copyOfRange(series, series.length - third, series.length));
    return last / first - 1;
  }

  private static double spread(double[] series) {
    return Robust.MAD_TO_SIGMA * Robust.mad(series) / Robust.median(series);
  }

  /**
   * Returns the indices of samples that are far above the median of their series. A change of the
   * CPU's clock rate or another virtual machine shows only here, since the system reports neither.
   */
  static List<Integer> outliers(double[] series) {
    double median = Robust.median(series);
    double bound = median + Math.max(0.05 * median, 5 * Robust.MAD_TO_SIGMA * Robust.mad(series));
    return IntStream.range(0, series.length).filter(i -> series[i] > bound).boxed().toList();
  }
}
