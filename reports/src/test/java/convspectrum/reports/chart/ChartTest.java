package convspectrum.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Index.atIndex;

import convspectrum.reports.explore.Comparison;
import convspectrum.reports.explore.ComparisonCharts;
import convspectrum.reports.explore.Samples;
import convspectrum.reports.explore.Studies;
import convspectrum.search.study.Latencies;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChartTest {
  private static final Chart TIME = ComparisonCharts.sweep(Samples.designs()).getFirst();
  private static final Chart SPEEDUP = ComparisonCharts.speedup(Samples.designs()).orElseThrow();

  @Test
  void ticksAreRound() {
    assertThat(Domain.around(Scale.LOG2, DoubleStream.of(1, 728)).ticks())
        .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0);
    assertThat(Domain.around(Scale.LOG2, DoubleStream.of(1, 1 << 20)).ticks())
        .startsWith(1.0, 8.0, 64.0)
        .hasSizeLessThanOrEqualTo(12);
    assertThat(Domain.around(Scale.LOG10, DoubleStream.of(0.9, 120)).ticks())
        .containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    assertThat(Domain.around(Scale.LOG10, DoubleStream.of(4.1, 4.4)).ticks())
        .containsExactly(4.1, 4.15, 4.2, 4.25, 4.3, 4.35, 4.4);
    assertThat(Domain.around(Scale.LINEAR, DoubleStream.of(0, 100)).ticks())
        .containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void oneValueStandsInTheMiddle(Scale scale) {
    Domain domain = Domain.around(scale, DoubleStream.of(5, 5));
    assertThat(domain.fraction(5)).isCloseTo(0.5, within(1e-12));
    assertThat(domain.ticks()).isNotEmpty();
    assertThat(Domain.around(scale, DoubleStream.empty()).ticks()).isNotEmpty();
  }

  @Test
  void labelsHaveFourDigitsAtMost() {
    assertThat(
            List.of(
                512.0,
                0.05,
                0.30000000000000004,
                0.0,
                2e6,
                -1e-5,
                1048576.0,
                16384.0,
                20000.0,
                1.9e9,
                -3e6))
        .extracting(Domain::label)
        .containsExactly(
            "512", "0.05", "0.3", "0", "2 M", "-1e-5", "1.049 M", "16384", "20 k", "1.9 G", "-3 M");
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThatThrownBy(() -> new Point("p", 1, 5, 6, 7))
        .hasMessage("point p: got 5.0, wanted a value in [6.0, 7.0]");
    assertThatThrownBy(() -> new Point("p", Double.NaN, 5)).hasMessageContaining("finite");
    assertThatThrownBy(
            () -> chart(Scale.LOG2, List.of(new Series("s", List.of(new Point("p", 0, 1)), true))))
        .hasMessageContaining("series s: (0.0, 1.0) does not fit on axes LOG2 and LINEAR");
  }

  @Test
  void everyPointOfTheTableIsDrawnWithItsInterval() {
    assertThat(TIME.series()).extracting(one -> one.points().size()).containsExactly(16, 15);
    assertThat(TIME.guides()).hasSize(2);
    assertThat(SPEEDUP.series()).extracting(one -> one.points().size()).containsExactly(17, 16);
    List<String> labels = new ArrayList<>();
    ChartData.Points data = (ChartData.Points) ChartData.of(TIME, label -> place(labels, label));
    ChartData.Marks marks = data.series().getFirst();
    int at = marks.labels().indexOf(labels.indexOf("segments=8"));
    assertThat(marks.values().subList(4 * at, 4 * at + 4))
        .containsExactly(8.0, 6.996, 6.92604, 7.06596);
    assertThat(marks.values()).hasSize(4 * 16);
    assertThat(data.x().scale()).isEqualTo("log2");
    assertThat(data.guides())
        .extracting(ChartData.Line::label)
        .containsExactly("regular, onnxruntime", "regular, vector");
  }

  /** A runtime is of one color wherever it is drawn, and so are designs that are only counted. */
  @Test
  void aThingHasOneColorInAllCharts() {
    assertThat(TIME.series()).extracting(Series::color).containsExactly(0, 1);
    assertThat(SPEEDUP.series()).extracting(Series::color).containsExactly(0, 1);
    Chart macs = ComparisonCharts.sweep(Samples.designs()).get(1);
    assertThat(macs.series()).extracting(Series::color).containsExactly(Palette.DESIGNS);
    Bars bars = new Bars("b", "B", "", "ms", List.of("p", "q"), List.of());
    assertThat(bars.colors()).containsExactly(6, 7);
  }

  /** The lines of a roof end at its ridge; the level line begins where the first of them does. */
  @Test
  void aRoofHasALineForEachMemoryAndOneForThePeak() {
    Guide.Roof roof =
        new Guide.Roof(
            "roof", 100, "peak", List.of(new Guide.Slope("L1", 50), new Guide.Slope("DRAM", 10)));
    Chart chart =
        new Chart(
            "r",
            "R",
            "",
            new Axis("x", Scale.LOG10),
            new Axis("y", Scale.LOG10),
            List.of(
                new Series("s", List.of(new Point("p", 0.1, 1), new Point("q", 100, 100)), false)),
            List.of(roof));
    List<ChartData.Line> lines = ((ChartData.Points) ChartData.of(chart, _ -> 0)).guides();
    assertThat(lines).extracting(ChartData.Line::text).containsExactly("L1", "DRAM", "peak");
    assertThat(lines.get(0).points().subList(2, 4)).containsExactly(2.0, 100.0);
    assertThat(lines.get(1).points().subList(2, 4)).containsExactly(10.0, 100.0);
    assertThat(lines.get(2).points().subList(2, 4)).containsExactly(2.0, 100.0);
  }

  private static int place(List<String> labels, String label) {
    if (!labels.contains(label)) {
      labels.add(label);
    }
    return labels.indexOf(label);
  }

  @Test
  void picturesHaveTheirSizeAndEveryColor() throws IOException {
    for (Chart chart : List.of(TIME, SPEEDUP)) {
      BufferedImage image =
          ImageIO.read(new ByteArrayInputStream(PngChart.render(chart, 1200, 800)));
      assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(1200, 800);
      Set<Integer> colors = new HashSet<>();
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          colors.add(image.getRGB(x, y) & 0xFFFFFF);
        }
      }
      assertThat(colors).contains(0xFFFFFF, 0x2563C9, 0xC2410C);
    }
  }

  @Test
  void picturesOfAxesOfEveryScaleAreDrawn() {
    int drawn = 0;
    for (Scale scale : Scale.values()) {
      for (double span : new double[] {1, 1.05, 3, 50, 1e5}) {
        List<Point> points = List.of(new Point("a", 2, 2), new Point("b", 2 * span, 2 * span));
        Chart chart = chart(scale, List.of(new Series("s", points, true)));
        assertThat(PngChart.render(chart, 400, 300)).hasSizeGreaterThan(1000);
        drawn++;
      }
    }
    assertThat(drawn).isEqualTo(15);
  }

  @Test
  void picturesNeedNoTemporaryFile(@TempDir Path folder) throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    ImageIO.setUseCache(true);
    ImageIO.setCacheDirectory(gone.toFile());
    Files.delete(gone);
    try {
      assertThat(PngChart.render(TIME, 400, 300)).hasSizeGreaterThan(1000);
    } finally {
      ImageIO.setCacheDirectory(null);
    }
  }

  @Test
  void thereIsNoChartWithoutFigures() {
    Comparison counted = new Comparison(Studies.designs(Studies.SPEC), Latencies.none(), List.of());
    assertThat(ComparisonCharts.sweep(counted))
        .extracting(Chart::name)
        .containsExactly("macs", "params");
    assertThat(ComparisonCharts.speedup(counted)).isEmpty();
  }

  private static Chart chart(Scale x, List<Series> series) {
    return new Chart(
        "c", "C", "", new Axis("x", x), new Axis("y", Scale.LINEAR), series, List.of());
  }

  /** A band is a box around its category, open where it has no end, and on the axis. */
  @Test
  void bandsAreBoxesAroundCategories() throws IOException {
    List<Series> points =
        List.of(new Series("here", List.of(new Point("a", 0.2, 1.5, 1.4, 1.6)), false));
    Chart chart =
        new Chart(
            "bands",
            "Bands",
            "Two bands.",
            Axis.of("claim", List.of("a", "b")),
            new Axis("value", Scale.LOG2),
            points,
            List.of(
                new Guide.Band("band", 0, 1, 4),
                new Guide.Band("band", 1, 2, Double.POSITIVE_INFINITY)));
    assertThat(chart.vertical().low()).isLessThan(0);
    assertThat(chart.vertical().high()).isGreaterThan(2);
    ChartData.Points data = (ChartData.Points) ChartData.of(chart, label -> 0);
    assertThat(data.guides()).extracting(ChartData.Line::label).containsExactly("band", "band");
    assertThat(data.guides().getFirst().points())
        .containsExactly(-0.38, 1.0, -0.38, 4.0, 0.38, 4.0, 0.38, 1.0, -0.38, 1.0);
    List<Double> open = data.guides().get(1).points();
    assertThat(open).hasSize(8).contains(2.0, atIndex(3));
    assertThat(open.get(1)).isCloseTo(Math.pow(2, chart.vertical().high()), within(1e-6));
    assertThat(open.get(7)).isEqualTo(open.get(1));
    assertThat(PngChart.render(chart, 600, 400)).hasSizeGreaterThan(1000);
    assertThatThrownBy(() -> new Guide.Band("band", 0, 4, 1)).hasMessageContaining("4.0 to 1.0");
    assertThatThrownBy(() ->
            new Chart(
                "bands",
                "Bands",
                "One band.",
                Axis.of("claim", List.of("a")),
                new Axis("value", Scale.LOG2),
                List.of(),
                List.of(new Guide.Band("band", 0, -1, 1))))
        .hasMessageContaining("band band at 0: from -1.0 to 1.0 cannot be drawn");
  }
}
