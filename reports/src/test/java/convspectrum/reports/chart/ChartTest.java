package convspectrum.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.reports.explore.Comparison;
import convspectrum.reports.explore.ComparisonCharts;
import convspectrum.reports.explore.Samples;
import convspectrum.reports.explore.Studies;
import convspectrum.search.study.Latencies;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

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
    assertThat(List.of(512.0, 0.05, 0.30000000000000004, 0.0, 2e6, -1e-5, 1048576.0))
        .extracting(Domain::label)
        .containsExactly("512", "0.05", "0.3", "0", "2e6", "-1e-5", "1.049e6");
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
  void everyPointOfTheTableIsDrawnWithItsInterval() throws Exception {
    assertThat(TIME.series()).extracting(one -> one.points().size()).containsExactly(16, 15);
    assertThat(TIME.guides()).hasSize(2);
    assertThat(SPEEDUP.series()).extracting(one -> one.points().size()).containsExactly(17, 16);
    String svg = SvgChart.render(TIME);
    assertThat(svg.split("class=\"bar\"", -1)).hasSize(1 + 31);
    assertThat(svg).contains("segments=8, onnxruntime: 6.996 [6.926, 7.066]");
    assertThat(parse(svg).getElementsByTagName("desc").getLength()).isEqualTo(1);
    assertThat(svg).doesNotContain("style=");
  }

  @Test
  void hostileNamesStayTexts() throws Exception {
    String name = "<script>'\"&\u0000{{}}</title>";
    Point point = new Point(name, 1, 1);
    Chart chart =
        new Chart(
            "c",
            name,
            name,
            new Axis(name, Scale.LINEAR),
            new Axis(name, Scale.LINEAR),
            List.of(new Series(name, List.of(point), true)),
            List.of(new Guide.Level(name, 1, 0), new Guide.Equality(name)));
    String svg = SvgChart.render(chart);
    assertThat(svg).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(parse(svg).getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<script>'\"&\uFFFD{{}}</title>");
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

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
