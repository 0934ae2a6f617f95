package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.reports.table.Notes;
import convspectrum.search.design.Designs;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExploreReportTest {
  /** Eight segments have the fewest MACs and take 3.2 times as long as two. */
  private static final Map<String, Double> CLIFF =
      Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.5, "segments=8", 8.0);

  private final Locale before = Locale.getDefault();
  private final Designs designs = Studies.designs(Studies.SPEC);

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  /** The findings come first; then what the report knows by itself. */
  @Test
  void findingsLeadAndWhatIsTheSameFollows() {
    assertThat(report(CLIFF).summary())
        .containsExactly(
            "fast: segments=8 is slow.",
            "1 of 5 rows denote a function that another row denotes already; each was evaluated"
                + " once.");
  }

  /** A folder with such a report is written over, not kept. */
  @Test
  void scoringThatWasInterruptedLeavesAPartOfAReport() {
    assertThat(isPartial(scored(Integer.MAX_VALUE))).isFalse();
    assertThat(isPartial(scored(1))).isTrue();
  }

  private boolean isPartial(DesignScores scores) {
    String json =
        new ExploreReport(
                designs, Latencies.none(), scores, Studies.MACHINE, "1.2.3", 7, Evidence.NONE)
            .json()
            .json("1.2.3");
    return JsonMapper.shared().readTree(json).get("details").get("partial").asBoolean();
  }

  private DesignScores scored(int networks) {
    DesignScores scores =
        DesignScores.of(
            designs,
            List.of("params"),
            Optional.empty(),
            1,
            (done, _) -> {
              if (done == networks) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isEqualTo(networks != Integer.MAX_VALUE);
    return scores;
  }

  /**
   * 20,736 / 12,672 = 1.64 promised, 4 / 2 measured: 122 %. 10 MFLOP/s are nothing of 100 GFLOP/s.
   */
  @Test
  void beyondTheTheoryTheBaselinesShareOfThePeakStandsBesideIt() {
    Map<String, Double> fast = Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.0);
    ExploreReport limited =
        new ExploreReport(
            designs,
            Studies.latencies(Studies.run(designs, fast)),
            DesignScores.NONE,
            Studies.MACHINE,
            "1.2.3",
            7,
            Evidence.of(Optional.of(Pages.LIMITS)));
    assertThat(limited.table().notes().facts())
        .contains(
            new Notes.Fact(
                "fast_baseline",
                "1 design realises more than the MACs promise; regular itself reaches 0 % of the"
                    + " peak"));
    assertThat(report(CLIFF).table().notes().facts())
        .noneMatch(fact -> fact.key().equals("fast_baseline"));
  }

  /** 122 % of five repetitions is no evidence that the baseline is slow. */
  @Test
  void fewRepetitionsAreNotBeyondTheTheory() {
    Map<String, Double> fast = Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.0);
    ExploreReport few =
        new ExploreReport(
            designs, Studies.latencies(Studies.few(designs, fast)), Studies.MACHINE, "1.2.3", 7);
    assertThat(few.table().notes().facts()).noneMatch(fact -> fact.key().equals("fast_baseline"));
  }

  @Test
  void filesHoldTheSameTable() throws IOException {
    ExploreReport report = report(CLIFF);
    List<Path> files = report.write(folder.resolve("new"));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("comparison.csv", "comparison.md", "comparison.json", "report.html");
    assertThat(Files.readString(files.get(0))).hasLineCount(6).startsWith("design,segments,");
    assertThat(Files.readString(files.get(1))).startsWith("- fast: segments=8 is slow.\n");
    assertThat(files.get(2)).content().isEqualTo(report.json().json("1.2.3"));
    JsonNode json = JsonMapper.shared().readTree(report.json().json("1.2.3"));
    assertThat(json.at("/details/name").asString()).isEqualTo("tiny");
    assertThat(json.at("/details/baseline").asString()).isEqualTo("regular");
    assertThat(json.at("/details/runtimes").toString()).isEqualTo("[\"fast\"]");
    assertThat(json.get("summary")).hasSize(2);
    assertThat(json.at("/tables/comparison")).hasSize(5);
    assertThat(json.at("/tables/comparison").get(0).get("segments").isNull()).isTrue();
    assertThat(json.at("/tables/comparison").get(4).get("fast_ms").asDouble()).isEqualTo(8.0);
    assertThat(Files.readString(files.get(3)))
        .contains("figure-time", "figure-speedup", "table-comparison", "segments=8 is slow");
  }

  @Test
  void picturesAreOfTheCharts() throws IOException {
    List<Path> pictures = report(CLIFF).writePictures(folder);
    assertThat(pictures)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("time.png", "speedup.png", "macs.png", "params.png");
    assertThat(Files.readAllBytes(pictures.getFirst())).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void countsAloneHavePicturesOfCountsAndNoSentenceOfTimes() throws IOException {
    ExploreReport report =
        new ExploreReport(designs, Latencies.none(), Studies.MACHINE, "1.2.3", 7);
    assertThat(report.summary()).hasSize(1);
    assertThat(report.writePictures(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("macs.png", "params.png");
    assertThat(report.write(folder)).hasSize(4);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("figure-macs", "figure-params", "How it was counted")
        .doesNotContain("figure-time", "figure-speedup");
  }

  /**
   * What is known of the designs is on the page while they are measured, and the end has no more.
   */
  @Test
  void thePageOfARunThatGoesOnLoadsItselfAgain() throws IOException {
    String page =
        new ExploreReport(designs, Latencies.none(), Studies.MACHINE, "1.2.3", 7)
            .going("Still at work: 3 of 5.");
    assertThat(page)
        .contains("<meta http-equiv=\"refresh\" content=\"3\">")
        .contains("<p class=\"answer\">Still at work: 3 of 5.</p>", "table-comparison");
    report(CLIFF).write(folder);
    assertThat(folder.resolve("report.html"))
        .content()
        .doesNotContain("http-equiv=\"refresh\"")
        .contains("<p class=\"answer\">Fastest is segments=2 by fast: 2.50 ms");
  }

  @Test
  void notesSayHowTheFiguresCameAbout() {
    JsonNode how = JsonMapper.shared().readTree(report(CLIFF).json().json("1.2.3"));
    String text = how.toString();
    assertThat(text)
        .contains("1.2.3", "Test CPU, 2 cores, 8.0 GiB", "paper", "1x8x6x6", "\"7\"")
        .contains("version 1.0, 1 thread, float32, 2026-01-01T12:00:00Z")
        .contains("The machine was quiet.");
  }

  @Test
  void aNoisyMachineIsAWarning() throws IOException {
    Latencies noisy = Studies.latencies(Studies.run(designs, CLIFF, NoiseReport.Level.VERY_NOISY));
    new ExploreReport(designs, noisy, Studies.MACHINE, "1.2.3", 7).write(folder);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("<strong>Warning:</strong> fast: The machine was very noisy.");
    assertThat(Files.readString(folder.resolve("comparison.md")))
        .contains("fast: The machine was very noisy.");
  }

  @Test
  void hostileNamesAreTextInThePage() throws IOException {
    String hostile =
        Studies.SPEC
            .replace("name: tiny", "name: '</title><script>alert(1)</script>'")
            .replace("plain:", "'<img src=x onerror=alert(2)>':");
    Designs named = Studies.designs(hostile);
    // No time for any of them, so that their reasons are in the page too.
    Latencies latencies = Studies.latencies(Studies.run(named, Map.of("regular", 4.0)));
    new ExploreReport(named, latencies, Studies.MACHINE, "<b>", 7).write(folder);
    String whole = Files.readString(folder.resolve("report.html"));
    String page =
        Pattern.compile("<script>.*?</script>", Pattern.DOTALL).matcher(whole).replaceAll("");
    assertThat(page)
        .doesNotContain("<script>alert", "<img", "<b>", "run <")
        .contains(
            "&lt;/title&gt;&lt;script&gt;alert(1)",
            "&lt;img src=x onerror=alert(2)&gt;",
            "fast cannot run &lt;segments=2&gt;");
    assertThat(whole.split("<script", -1)).as("data, library, our own").hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE"})
  void filesAreTheSameUnderEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Map<String, String> root = contents(folder.resolve("root"));
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(contents(folder.resolve(locale))).isEqualTo(root).hasSize(4);
  }

  private Map<String, String> contents(Path to) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    for (Path file : report(CLIFF).write(to)) {
      contents.put(file.getFileName().toString(), Files.readString(file));
    }
    return contents;
  }

  private ExploreReport report(Map<String, Double> times) {
    return new ExploreReport(
        designs,
        Studies.latencies(Studies.run(designs, times)),
        DesignScores.NONE,
        Studies.MACHINE,
        "1.2.3",
        7,
        new Evidence(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of("fast: segments=8 is slow."),
            List.of()));
  }
}
