package convspectrum.search.study;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of several runtimes is the fastest, by how much, and on how many designs. Ratios are those
 * of rounds in which both runtimes were timed.
 */
public final class HeadToHead {
  private final List<MeasurementRun> runs;

  /** Compares the runtimes of these runs, which took turns. */
  public HeadToHead(List<MeasurementRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /**
   * A sentence for each data type that several runtimes have, and one that holds the fastest of
   * each type against each other, where there are several types; none where there is one runtime.
   */
  public List<String> sentences() {
    Map<String, List<MeasurementRun>> byType =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.conditions().dtype(), LinkedHashMap::new, Collectors.toList()));
    List<HeadToHead> alike =
        byType.values().stream().map(HeadToHead::timed).filter(one -> !one.runs.isEmpty()).toList();
    List<MeasurementRun> fastest = alike.stream().map(HeadToHead::fastest).toList();
    return Stream.concat(alike.stream(), Stream.of(new HeadToHead(fastest)))
        .flatMap(one -> one.sentence().stream())
        .toList();
  }

  /** Those that timed anything; all where none did. */
  private static HeadToHead timed(List<MeasurementRun> alike) {
    List<MeasurementRun> timed =
        alike.stream().filter(run -> !run.measurements().isEmpty()).toList();
    return new HeadToHead(timed.isEmpty() ? alike : timed);
  }

  private MeasurementRun fastest() {
    return runs.stream().min(Comparator.comparingDouble(this::relativeTime)).orElseThrow();
  }

  private Optional<String> sentence() {
    if (runs.size() < 2) {
      return Optional.empty();
    }
    MeasurementRun fastest = fastest();
    List<RuntimeRatios> others =
        runs.stream()
            .filter(run -> run != fastest)
            .map(run -> RuntimeRatios.of(run, fastest))
            .toList();
    return Optional.of(sentence(fastest, others));
  }

  /** The geometric mean of its times divided by those of the first; the largest where unknown. */
  private double relativeTime(MeasurementRun run) {
    return run == runs.getFirst()
        ? 1
        : RuntimeRatios.of(run, runs.getFirst())
            .geometricMean()
            .map(Estimate::value)
            .orElse(Double.MAX_VALUE);
  }

  private String sentence(MeasurementRun fastest, List<RuntimeRatios> others) {
    String name = name(fastest);
    List<RuntimeRatios> compared =
        others.stream().filter(one -> one.geometricMean().isPresent()).toList();
    if (compared.isEmpty()) {
      return "No design was timed on both %s and %s.".formatted(name, names(others, ", "));
    }
    if (compared.stream().allMatch(one -> mean(one).interval().isEmpty())) {
      return "It cannot be told which is the fastest of %s and %s from so few repetitions%s."
          .formatted(name, names(compared, ", "), lacking(fastest));
    }
    List<RuntimeRatios> unsure =
        compared.stream().filter(one -> mean(one).verdict() != Verdict.FASTER).toList();
    String who =
        !unsure.isEmpty()
            ? "It cannot be told which is the fastest of %s and %s"
                .formatted(name, names(unsure, ", "))
            : runs.size() == 2
                ? "%s is faster than %s".formatted(name, names(compared, ""))
                : "%s is the fastest of %d runtimes".formatted(name, runs.size());
    return who
        + ": "
        + compared.stream().map(one -> ratio(one, name)).collect(Collectors.joining("; "))
        + NoiseReport.caveat(runs.stream().map(MeasurementRun::noise).toList())
        + ".";
  }

  private static String ratio(RuntimeRatios ratios, String fastest) {
    int designs = ratios.ratios().size();
    Estimate mean = mean(ratios);
    String factor =
        String.format(
            Locale.ROOT,
            "takes %.2f times [%.2f, %.2f] as long",
            mean.value(),
            mean.low(),
            mean.high());
    if (designs == 1) {
      return "%s %s on 1 design".formatted(ratios.runtime(), factor);
    }
    return "%s %s in the geometric mean of %d designs, %s is faster on %d, slower on %d, and of %d it cannot be told"
        .formatted(
            ratios.runtime(),
            factor,
            designs,
            fastest,
            count(ratios, Verdict.FASTER),
            count(ratios, Verdict.SLOWER),
            count(ratios, Verdict.CANNOT_TELL));
  }

  private static long count(RuntimeRatios ratios, Verdict verdict) {
    return ratios.ratios().stream().filter(one -> one.estimate().verdict() == verdict).count();
  }

  private static String lacking(MeasurementRun run) {
    return run.missingSeconds() == 0 || run.partial()
        ? ""
        : String.format(Locale.ROOT, "; about %.0f s more are needed", run.missingSeconds());
  }

  private static Estimate mean(RuntimeRatios ratios) {
    return ratios.geometricMean().orElseThrow();
  }

  private static String names(List<RuntimeRatios> ratios, String separator) {
    return ratios.stream().map(RuntimeRatios::runtime).collect(Collectors.joining(separator));
  }

  private static String name(MeasurementRun run) {
    return run.conditions().runtime();
  }
}
