package convspectrum.cli.measure;

import convspectrum.cli.usage.Choice;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.history.Needed;
import convspectrum.search.history.RunComparison;
import convspectrum.search.history.SpeedupAgreement;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which differences between two runs end the command with exit code 3. */
final class FailOnOption {
  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      completionCandidates = Names.class,
      description = {
        "End with exit code 3 where a design became slower or faster, where that cannot be told and a"
            + " difference of --at-least may be there, where speed-ups do not agree, or where a"
            + " design is left out; standard error says which. Of: ${COMPLETION-CANDIDATES}."
      })
  private List<String> words = List.of();

  /** What may be found. */
  private enum What {
    /** A design takes more time. */
    SLOWER,
    /** A design takes less time. */
    FASTER,
    /** Either may be true. */
    CANNOT_TELL,
    /** The runs come to different speed-ups. */
    SPEEDUPS,
    /** A design is in one of the runs only, or is another network. */
    LEFT_OUT
  }

  /** The words that the option takes, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(What.class).iterator();
    }
  }

  /** Refuses words that are none of these. */
  void check() {
    whats();
  }

  private List<What> whats() {
    return words.stream()
        .map(word -> Choice.of("--fail-on", word, name -> Choice.named(What.class, name)))
        .distinct()
        .toList();
  }

  /** What the command was told to fail on and what was found, a line each. */
  List<String> found(RunComparison times, SpeedupAgreement speedups) {
    return whats().stream().flatMap(what -> found(what, times, speedups)).toList();
  }

  private static Stream<String> found(What what, RunComparison times, SpeedupAgreement speedups) {
    return switch (what) {
      case SLOWER -> rows(Verdict.SLOWER, times).map(row -> line("slower", row));
      case FASTER -> rows(Verdict.FASTER, times).map(row -> line("faster", row));
      case CANNOT_TELL ->
          rows(Verdict.CANNOT_TELL, times)
              .filter(row -> !row.needed().map(Needed::isNothing).orElse(false))
              .map(row ->
                  line("cannot tell", row)
                      + row.needed().map(needed -> "; needed: " + needed.words()).orElse(""));
      case SPEEDUPS ->
          speedups.rows().stream()
              .filter(row -> !row.agree().orElse(true))
              .map(row ->
                  "speed-ups differ: %s on %s was %s times as fast as its baseline, and is %s times"
                      .formatted(
                          row.design(), row.runtime(), words(row.before()), words(row.after())));
      case LEFT_OUT -> times.leftOut().stream().map(sentence -> "left out: " + sentence);
    };
  }

  private static Stream<RunComparison.Row> rows(Verdict verdict, RunComparison times) {
    return times.rows().stream().filter(row -> row.verdict() == verdict);
  }

  private static String line(String what, RunComparison.Row row) {
    return String.format(
        Locale.ROOT,
        "%s: %s on %s takes %s times as long, %.4g ms instead of %.4g ms",
        what,
        row.design(),
        row.runtime(),
        words(row.ratio()),
        row.afterMs(),
        row.beforeMs());
  }

  private static String words(Estimate estimate) {
    return estimate
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f]",
                estimate.value(),
                interval.low(),
                interval.high()))
        .orElseGet(() -> String.format(Locale.ROOT, "%.3f", estimate.value()));
  }
}
