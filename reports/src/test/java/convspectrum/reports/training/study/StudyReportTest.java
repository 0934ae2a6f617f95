package convspectrum.reports.training.study;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.table.Notes;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.Equality;
import convspectrum.search.training.study.KeptFigures;
import convspectrum.search.training.study.StudiedDesign;
import convspectrum.search.training.study.StudiedDesigns;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudyTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyReportTest {
  private static final int IMAGES = 10_000;

  @TempDir private Path folder;

  private static StudyResult result(
      String study, Set<Equality> equalities, ToDoubleFunction<StudiedDesign> accuracy) {
    AccuracyStudy read = AccuracyStudy.named(study);
    List<StudyResult.Outcome> outcomes =
        new StudiedDesigns(read, equalities, Map.of())
            .all().stream()
                .map(design -> {
                  Map<Long, Double> seeds = new LinkedHashMap<>();
                  for (long seed = 2; seed <= 6; seed++) {
                    double noise = 0.0004 * Math.sin(seed * 7 + design.label().length());
                    seeds.put(seed, accuracy.applyAsDouble(design) + noise);
                  }
                  return new StudyResult.Outcome(design, Optional.of(0.05), seeds, 0);
                })
                .toList();
    return new StudyResult(read, outcomes, IMAGES, true);
  }

  private static StudyReport report(StudyResult result) {
    return new StudyReport(result, StudyTimes.none(), Notes.none());
  }

  /** At equal width accuracy falls from 8 segments on, at equal MACs 16 are best. */
  private static double alongSegments(StudiedDesign design) {
    int place = List.of("1", "2", "4", "8", "16", "32", "depthwise").indexOf(design.value());
    return design.equality() == Equality.WIDTH
        ? 0.9 - 0.02 * Math.max(0, place - 3)
        : 0.88 - 0.01 * Math.abs(place - 4);
  }

  @Test
  void sentencesNameTheBestTheKneeAndTheClaims() {
    StudyResult result =
        result("segments", EnumSet.allOf(Equality.class), StudyReportTest::alongSegments);
    List<String> summary = report(result).summary();
    assertThat(summary.get(0))
        .startsWith("At equal width segments=")
        .contains("is the most accurate, 90.0")
        .contains("cannot be told from it");
    assertThat(summary.get(1)).startsWith("The knee is at segments=8, ").endsWith("design.");
    assertThat(summary.get(2))
        .isEqualTo(
            "At equal width, against segments=1: less accurate with 16, 32, depthwise; undecided"
                + " with 2, 4, 8.");
    assertThat(summary.get(3))
        .startsWith("At equal multiply-accumulates segments=16 is the most accurate, 88.0")
        .endsWith(", and surely so.");
    assertThat(summary.get(5))
        .isEqualTo("Claims: resnext-cardinality reproduced, resnext-few-groups reproduced.");
    assertThat(summary.get(6))
        .startsWith("The largest standard error of a paired difference is 0.0");
    assertThat(result.atTheEnds())
        .singleElement()
        .asString()
        .contains("is 0.05, the least of those that were tried; a lower one may be better");
  }

  private static double between(StudiedDesign design, double few, double many) {
    boolean some = design.other().orElseThrow().equals("relu");
    boolean isFew = List.of("1", "2").contains(design.value());
    boolean isMany = List.of("32", "depthwise").contains(design.value());
    return 0.9 + (some ? isFew ? few : isMany ? many : 0 : 0);
  }

  @Test
  void theChangeOfASignIsNamedExcludedOrLeftOpen() {
    Set<Equality> width = EnumSet.of(Equality.WIDTH);
    assertThat(
            report(result("between", width, one -> between(one, 0.01, -0.01))).summary().getFirst())
        .isEqualTo(
            "At equal width, between=relu against none, by segments: more accurate with 1, 2; less"
                + " accurate with 32, depthwise; undecided with 4, 8, 16. The sign changes between"
                + " 2 and 32.");
    assertThat(
            report(result("between", width, one -> between(one, 0.01, 0.01))).summary().getFirst())
        .endsWith("No change of sign is shown, and none is excluded where it is undecided.");
    assertThat(report(result("between", width, one -> 0.9)).summary().get(1))
        .startsWith("At equal width, between=elu against none, by segments: undecided with 1, 2,")
        .endsWith("Whether the sign changes cannot be told.");
    assertThat(
            report(
                    result(
                        "between",
                        width,
                        one -> one.other().orElseThrow().equals("none") ? 0.8 : 0.9))
                .summary()
                .getFirst())
        .endsWith("more accurate with 1, 2, 4, 8, 16, 32, depthwise. The sign does not change.");
  }

  @Test
  void timesThatAreKeptHaveColumnsAndAPicture() throws IOException {
    StudyResult result =
        result("segments", EnumSet.of(Equality.WIDTH), StudyReportTest::alongSegments);
    List<StudiedDesign> designs = result.outcomes().stream().map(one -> one.design()).toList();
    KeptFigures kept = KeptFigures.inMemory();
    StudiedDesign first = designs.getFirst();
    kept.put("time vector %s machine".formatted(first.row().fingerprint()), List.of(2.0, 1.9, 2.1));
    kept.put("noise vector machine", List.of(1.0));
    List<String> runtimes = List.of("onnxruntime", "vector");
    StudyTimes times = StudyTimes.kept(kept, designs, runtimes, "machine");
    assertThat(times.of("vector", first).orElseThrow().high()).isEqualTo(2.1);
    assertThat(times.noisy()).containsExactly("vector");
    assertThat(times.holds(designs, runtimes)).isFalse();
    assertThat(StudyTimes.kept(kept, designs, runtimes, "another").of("vector", first)).isEmpty();
    StudyReport report = new StudyReport(result, times, Notes.none());
    assertThat(report.designs().columnNames())
        .isEqualTo(
            new StudyReport(result, StudyTimes.planned(runtimes), Notes.none())
                .designs()
                .columnNames())
        .contains("onnxruntime_time", "vector_time_low");
    assertThat(report.write(folder, "1.2.3"))
        .extracting(file -> file.getFileName().toString())
        .contains("segments-accuracy-vector.png")
        .doesNotContain("segments-accuracy-onnxruntime.png");
  }

  @Test
  void theReportHasPicturesTablesAndWhatCannotBeTold() throws IOException {
    StudyResult result =
        result("segments", EnumSet.allOf(Equality.class), StudyReportTest::alongSegments);
    StudyReport report = report(result);
    List<Path> files = report.write(folder, "1.2.3");
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "segments.html",
            "segments.md",
            "segments.json",
            "segments.csv",
            "segments-differences.csv",
            "segments-accuracy.png",
            "segments-differences.png",
            "segments-accuracy-macs.png");
    assertThat(Files.readString(folder.resolve("segments.md")))
        .contains("What these images cannot tell:")
        .contains("Grey images of 28x28")
        .contains("ResNeXt, table 3");
    assertThat(Files.readString(folder.resolve("segments.html"))).contains("Grey images of 28x28");
    assertThat(Files.readAllLines(folder.resolve("segments-differences.csv"))).hasSize(13);
    assertThat(report.designs().columnNames()).contains("segments", "equal", "test_accuracy_low");
  }
}
