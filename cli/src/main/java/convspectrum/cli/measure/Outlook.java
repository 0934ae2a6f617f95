package convspectrum.cli.measure;

import convspectrum.cli.terminal.Durations;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.reports.explore.Comparison;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.StudyOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known before anything is measured: what theory promises, and how long it will take. */
final class Outlook {
  private Outlook() {}

  /**
   * Says it at once, since what follows takes a minute or more.
   *
   * @param study how it will be measured; empty where nothing is
   */
  static void announce(Designs designs, Optional<StudyOptions> study, PrintWriter err) {
    lines(designs, study).forEach(err::println);
    err.flush();
  }

  static List<String> lines(Designs designs, Optional<StudyOptions> study) {
    List<String> lines = new ArrayList<>();
    int rows = designs.rows().size();
    int distinct = designs.distinct().size();
    lines.add(
        "%s: %d row%s, %s"
            .formatted(
                designs.name(),
                rows,
                rows == 1 ? "" : "s",
                study.isPresent() ? distinct + " to measure" : "none of them measured"));
    promise(designs).ifPresent(lines::add);
    study.ifPresent(options -> lines.add(duration(options, distinct, "checking and profiling")));
    return lines;
  }

  /** The range of speed-ups by MACs; none where there is one network, or its MACs are unknown. */
  private static Optional<String> promise(Designs designs) {
    Comparator<ComparedDesign> bySpeed =
        Comparator.comparingDouble(row -> Comparison.theoreticalSpeedup(designs, row));
    List<ComparedDesign> others =
        designs.distinct().stream()
            .filter(row -> !row.label().equals(designs.baselineRow().evaluatedAs()))
            .filter(row -> Double.isFinite(Comparison.theoreticalSpeedup(designs, row)))
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    ComparedDesign fastest = others.stream().max(bySpeed).orElseThrow();
    ComparedDesign slowest = others.stream().min(bySpeed).orElseThrow();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "theory (MACs) promises %s %.2f times the speed of %s%s",
            fastest.label(),
            Comparison.theoreticalSpeedup(designs, fastest),
            designs.baseline(),
            fastest == slowest
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", and %s %.2f times",
                    slowest.label(),
                    Comparison.theoreticalSpeedup(designs, slowest))));
  }

  /**
   * How long measuring takes at most.
   *
   * @param others what takes time too
   */
  static String duration(StudyOptions options, int designs, String others) {
    Duration budget =
        switch (options.protocol()) {
          case QuickProtocol quick -> quick.budget();
          case JmhProtocol jmh -> jmh.budget();
        };
    int runtimes = options.runtimes().size();
    return "timing on %s takes at most %s (--budget %ds%s), %s %d design%s not included"
        .formatted(
            options.runtimes().stream()
                .map(InferenceRuntime::name)
                .collect(Collectors.joining(" and ")),
            Durations.text(budget.multipliedBy(runtimes)),
            budget.toSeconds(),
            runtimes == 1 ? "" : " for each",
            others,
            designs,
            designs == 1 ? "" : "s");
  }
}
