package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.reports.chart.Bars;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Graphic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPageTest {
  private static final String KERNELS =
      """
      name: kernels
      input: {channels: 32, height: 14, width: 14}
      parameters: {kernel: [3, 5, 1x7], c: [32, 64]}
      layers:
        - segmented: {out: $c, segments: 8, kernel: $kernel}
      """;

  @TempDir private Path folder;

  @Test
  void aParameterOfNamesIsAnAxisOfNames() throws IOException {
    Pages.full(KERNELS).write(folder);
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains(
            "Time against kernel",
            "\"categories\":[\"3\",\"5\",\"1x7\"]",
            "onnxruntime, c=32",
            "vector, c=64");
  }

  @Test
  void picturesAreThoseOfThePage() throws IOException {
    List<Path> pictures = Pages.full(Pages.SPECTRUM).writePictures(folder);
    assertThat(pictures)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "time.png",
            "speedup.png",
            "macs.png",
            "params.png",
            "roofline.png",
            "steps-onnxruntime.png",
            "steps-vector.png",
            "proxy-naswot.png");
    for (Path picture : pictures) {
      assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  /** 17 designs on two runtimes: 16 of two convolutions and one of one make 33 steps. */
  @Test
  void everyDesignAndStepIsOnTheRoofline() {
    StepReport none = new StepReport(List.of());
    assertThat(none.bars()).isEmpty();
    List<Graphic> figures = Pages.figures(Pages.SPECTRUM);
    Chart roofline = (Chart) figures.get(4);
    assertThat(roofline.series())
        .extracting(one -> one.points().size())
        .containsExactly(17, 17, 33, 33);
    Bars bars = (Bars) figures.get(5);
    assertThat(bars.bars()).hasSize(17);
    assertThat(bars.parts())
        .containsExactly("regular.0.conv", "layers.0.pointwise", "layers.0.spatial");
  }

  /** 490 designs on two runtimes, all profiled; more than 500 must be asked for. */
  @Test
  void theLargestSweepCanStillBeSent() throws IOException {
    String spec =
        """
        name: large
        input: {channels: 96, height: 14, width: 14}
        parameters: {segments: [1, 2, 4, 8, 16], c: {range: [32, 800, 16]}, kernel: [3, 5]}
        layers:
          - segmented: {out: $c, segments: $segments, kernel: $kernel}
        """;
    Pages.full(spec).write(folder);
    assertThat(Files.size(folder.resolve("report.html"))).isBetween(1_200_000L, 2_000_000L);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("the first 60 of 490 designs")
        .doesNotContain("this page has the blocks and layers of ")
        .contains("<p>The first 300 of 980 rows; the files beside this page have all.</p>");
  }

  @Test
  void oneDesignHasNoChartsOfCounts() throws IOException {
    Pages.counted("name: one\ninput: {channels: 8, height: 6, width: 6}\nlayers: [conv: {out: 8}]")
        .write(folder);
    assertThat(Files.readString(folder.resolve("report.html")))
        .doesNotContain("<figure id")
        .contains("table-comparison", "How it was counted");
  }

  @Test
  void suspectLimitsAreNoRoof() {
    MachineLimits suspect =
        Pages.LIMITS.with(new Trust(Trust.Level.SUSPECT, List.of("L1 is slower than L2")));
    ExploreReport report = Pages.full(Pages.SPECTRUM, suspect);
    Chart roofline = roofline(report);
    assertThat(roofline.guides()).isEmpty();
    assertThat(roofline.description()).endsWith("They are suspect here, and not drawn.");
    assertThat(roofline(Pages.full(Pages.SPECTRUM)).guides()).hasSize(1);
    assertThat(report.table().notes().warnings())
        .anyMatch(warning -> warning.contains("suspect") && warning.contains("L1 is slower"));
  }

  private static Chart roofline(ExploreReport report) {
    return report.page().figures().stream()
        .map(part -> part.figure())
        .filter(figure -> figure.name().equals("roofline"))
        .map(Chart.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
