package convspectrum.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws a chart as a PNG picture for a README or a paper, by XChart and without a display.
 *
 * <p>XChart's logarithmic axes know only decades and its error bars only symmetric intervals. So
 * powers of two are plotted by {@link PngAxis} on linear axes whose labels are the values, and
 * intervals are lines of their own.
 */
public final class PngChart {
  private static final Marker[] MARKS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
  };

  /** Half the width of the caps of an interval, as a share of the axis. */
  private static final double CAP = 0.005;

  static final Color TEXT = new Color(0x1B2430);
  private static final Color MUTED = new Color(0x566272);
  static final Color GRID = new Color(0xDFE4EA);

  /** Of a legend's entry: what stands before its label, and a character of it. */
  private static final double ENTRY = 62;

  private static final double CHARACTER = 11.5;
  private static final BasicStroke THIN = new BasicStroke(2f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {9f, 7f}, 0f);

  private final Chart chart;
  private final PngAxis horizontal;
  private final PngAxis vertical;
  private final XYChart picture;

  private PngChart(Chart chart, int width, int height) {
    this.chart = chart;
    this.horizontal =
        PngAxis.of(chart.x(), chart.horizontal(), width * 0.88 - beside(chart, width));
    this.vertical = PngAxis.of(chart.y(), chart.vertical(), height * 0.76);
    this.picture =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .theme(ChartTheme.XChart)
            .title(chart.title())
            .xAxisTitle(chart.x().title())
            .yAxisTitle(chart.y().title())
            .build();
  }

  /**
   * The bytes of the picture.
   *
   * @param width in pixels, 200 or more; fonts are made for about 1200
   * @param height in pixels, 150 or more
   */
  public static byte[] render(Graphic figure, int width, int height) {
    if (width < 200 || height < 150) {
      throw new IllegalArgumentException(
          "picture: got %sx%s, wanted at least 200x150"
              .formatted(Integer.toString(width), Integer.toString(height)));
    }
    // XChart measures texts by AWT, which must not look for a screen; the user's choice stands.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    // Otherwise it goes through a temporary file, for which there may be no place, and which stays
    // when the process is killed.
    ImageIO.setUseCache(false);
    return switch (figure) {
      case Chart chart -> render(chart, width, height);
      case Bars bars -> PngBars.render(bars, width, height);
    };
  }

  /** The width of a legend that does not fit below the picture; 0 of one that does. */
  private static double beside(Chart chart, int width) {
    List<String> labels = new ArrayList<>();
    chart.series().forEach(series -> labels.add(series.name()));
    for (Guide guide : chart.guides()) {
      switch (guide) {
        case Guide.Roof roof -> roof.slopes().forEach(slope -> labels.add(slope.label()));
        case Guide.Level level -> labels.add(level.label());
        case Guide.Equality equality -> labels.add(equality.label());
        case Guide.Band band -> {
          if (!labels.contains(band.label())) {
            labels.add(band.label());
          }
        }
      }
    }
    double row = labels.stream().mapToDouble(label -> ENTRY + CHARACTER * label.length()).sum();
    int longest = labels.stream().mapToInt(String::length).max().orElse(0);
    return row <= 0.94 * width ? 0 : ENTRY + CHARACTER * longest;
  }

  private static byte[] render(Chart chart, int width, int height) {
    PngChart drawn = new PngChart(chart, width, height);
    drawn.style();
    drawn.guides();
    drawn.series();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ChartEncoder.saveChart(drawn.picture, bytes, "png");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void style() {
    XYStyler styler = picture.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(TEXT).setChartPadding(18);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 26)).setChartTitlePadding(14);
    boolean beside = beside(chart, picture.getWidth()) > 0;
    styler.setLegendPosition(beside ? LegendPosition.OutsideE : LegendPosition.OutsideS);
    styler.setLegendLayout(beside ? LegendLayout.Vertical : LegendLayout.Horizontal);
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
    styler.setLegendBorderColor(Color.WHITE).setLegendPadding(14).setLegendSeriesLineLength(36);
    styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(11);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 21)).setAxisTitlePadding(12);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    styler.setAxisTickLabelsColor(TEXT).setAxisTicksLineVisible(false);
    styler.setAxisTicksMarksVisible(false).setPlotMargin(0);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1.2f));
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setXAxisMin(horizontal.low()).setXAxisMax(horizontal.high());
    styler.setYAxisMin(vertical.low()).setYAxisMax(vertical.high());
    styler.setXAxisTickMarkSpacingHint(horizontal.spacing());
    styler.setYAxisTickMarkSpacingHint(vertical.spacing());
    styler.setXAxisLogarithmic(horizontal.isLogarithmic()).setXAxisLogarithmicDecadeOnly(false);
    styler.setYAxisLogarithmic(vertical.isLogarithmic()).setYAxisLogarithmicDecadeOnly(false);
    picture.setCustomXAxisTickLabelsFormatter(horizontal::label);
    picture.setCustomYAxisTickLabelsFormatter(vertical::label);
  }

  private void guides() {
    for (Guide guide : chart.guides()) {
      double[] ends = {horizontal.low(), horizontal.high()};
      List<XYSeries> lines =
          switch (guide) {
            case Guide.Level level -> {
              double y = vertical.position(level.value());
              XYSeries made = line(level.label(), ends, new double[] {y, y});
              made.setLineColor(Palette.color(chart.series().get(level.series()).color()));
              yield List.of(made);
            }
            case Guide.Equality equality -> {
              XYSeries made = line(equality.label(), ends, ends.clone());
              made.setLineColor(TEXT);
              yield List.of(made);
            }
            case Guide.Band band -> List.of(band(band));
            case Guide.Roof roof -> roof.slopes().stream().map(slope -> roof(roof, slope)).toList();
          };
      for (XYSeries line : lines) {
        line.setMarker(SeriesMarkers.NONE);
        line.setLineStyle(guide instanceof Guide.Roof ? THIN : DASHED);
      }
    }
  }

  /** The legend names bands of one label once. */
  private XYSeries band(Guide.Band band) {
    double[] corners = band.corners(chart.vertical());
    double[] xs = new double[corners.length / 2];
    double[] ys = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = horizontal.position(corners[2 * i]);
      ys[i] = vertical.position(corners[2 * i + 1]);
    }
    boolean named =
        picture.getSeriesCollection().stream().anyMatch(one -> one.getLabel().equals(band.label()));
    XYSeries line = line(band.label(), xs, ys);
    line.setShowInLegend(!named);
    line.setLineColor(MUTED);
    return line;
  }

  /** Begins where it enters the picture: XChart draws what lies outside over its margins. */
  private XYSeries roof(Guide.Roof roof, Guide.Slope slope) {
    Scale scale = Scale.LOG10;
    double left = scale.backward(chart.horizontal().low());
    double right = scale.backward(chart.horizontal().high());
    double floor = scale.backward(chart.vertical().low());
    double from = Math.min(Math.max(left, floor / slope.value()), right);
    double ridge = Math.max(left, roof.ridge(slope));
    double[] xs = {horizontal.position(from), horizontal.position(ridge), horizontal.high()};
    double[] ys = {
      vertical.position(Math.min(roof.peak(), from * slope.value())),
      vertical.position(roof.peak()),
      vertical.position(roof.peak())
    };
    XYSeries line = line(slope.label(), xs, ys);
    line.setLineColor(MUTED);
    return line;
  }

  private void series() {
    for (Series series : chart.series()) {
      if (series.points().isEmpty()) {
        continue;
      }
      Color color = Palette.color(series.color());
      bars(series, color);
      double[] xs = series.points().stream().mapToDouble(this::x).toArray();
      double[] ys = series.points().stream().mapToDouble(this::y).toArray();
      XYSeries drawn = line(series.name(), xs, ys);
      drawn.setXYSeriesRenderStyle(
          series.joined()
              ? XYSeries.XYSeriesRenderStyle.Line
              : XYSeries.XYSeriesRenderStyle.Scatter);
      drawn.setLineColor(color);
      drawn.setLineStyle(THIN);
      drawn.setMarker(MARKS[series.mark() % MARKS.length]);
      drawn.setMarkerColor(color);
    }
  }

  /** All intervals of a series as one line with gaps, which XChart leaves where y is NaN. */
  private void bars(Series series, Color color) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : series.points()) {
      if (point.hasInterval()) {
        double x = x(point);
        double left = horizontal.beside(x, -CAP);
        double right = horizontal.beside(x, CAP);
        double low = vertical.position(point.low());
        double high = vertical.position(point.high());
        segment(xs, ys, x, low, x, high);
        segment(xs, ys, left, low, right, low);
        segment(xs, ys, left, high, right, high);
      }
    }
    if (!xs.isEmpty()) {
      XYSeries bars =
          line(
              series.name() + " intervals",
              xs.stream().mapToDouble(Double::doubleValue).toArray(),
              ys.stream().mapToDouble(Double::doubleValue).toArray());
      bars.setShowInLegend(false);
      bars.setMarker(SeriesMarkers.NONE);
      bars.setLineColor(color);
      bars.setLineStyle(THIN);
    }
  }

  private static void segment(
      List<Double> xs, List<Double> ys, double x1, double y1, double x2, double y2) {
    xs.addAll(List.of(x1, x2, x2));
    ys.addAll(List.of(y1, y2, Double.NaN));
  }

  /** XChart refuses two series of one name; what the legend says is the label. */
  private XYSeries line(String label, double[] xs, double[] ys) {
    XYSeries series = picture.addSeries(picture.getSeriesCollection().size() + " " + label, xs, ys);
    series.setLabel(label);
    return series;
  }

  private double x(Point point) {
    return horizontal.position(point.x());
  }

  private double y(Point point) {
    return vertical.position(point.y());
  }
}
