package convspectrum.reports.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A picture of series over two axes.
 *
 * @param name stable, for anchors and file names: {@code time}
 * @param title one line
 * @param description for those who do not see it: what is drawn, and what it shows
 * @param x horizontal
 * @param y vertical
 * @param series in the order of their colors
 * @param guides lines to compare with
 */
public record Chart(
    String name,
    String title,
    String description,
    Axis x,
    Axis y,
    List<Series> series,
    List<Guide> guides)
    implements Graphic {

  /** Refuses what could not be drawn. */
  public Chart {
    series = List.copyOf(series);
    guides = List.copyOf(guides);
    Graphic.requireName(name);
    for (Series one : series) {
      for (Point point : one.points()) {
        if (!x.shows(point.x()) || !y.shows(point.low())) {
          throw new IllegalArgumentException(
              "chart %s, series %s: (%s, %s) does not fit on axes %s and %s"
                  .formatted(name, one.name(), point.x(), point.low(), x.scale(), y.scale()));
        }
      }
    }
    for (Guide guide : guides) {
      if (guide instanceof Guide.Level(String label, double value, int at)
          && (!y.scale().shows(value) || at < 0 || at >= series.size())) {
        throw new IllegalArgumentException(
            "chart %s, guide %s: value %s of series %s cannot be drawn"
                .formatted(name, label, value, Integer.toString(at)));
      }
      if (guide instanceof Guide.Band band
          && (x.categories().isEmpty()
              || !x.shows(band.x())
              || !band.ends().allMatch(y.scale()::shows))) {
        throw new IllegalArgumentException(
            "chart %s, band %s at %s: from %s to %s cannot be drawn"
                .formatted(
                    name, band.label(), Integer.toString(band.x()), band.low(), band.high()));
      }
      if (guide instanceof Guide.Roof && (x.scale() != Scale.LOG10 || y.scale() != Scale.LOG10)) {
        throw new IllegalArgumentException(
            "chart %s: a roof needs axes LOG10, got %s and %s"
                .formatted(name, x.scale(), y.scale()));
      }
    }
  }

  Domain horizontal() {
    return x.around(isSquare() ? DoubleStream.concat(xs(), ys()) : xs());
  }

  Domain vertical() {
    return y.around(isSquare() ? DoubleStream.concat(xs(), ys()) : ys());
  }

  private boolean isSquare() {
    return guides.stream().anyMatch(Guide.Equality.class::isInstance);
  }

  private Stream<Point> points() {
    return series.stream().flatMap(one -> one.points().stream());
  }

  private DoubleStream xs() {
    DoubleStream ridges =
        guides.stream()
            .flatMapToDouble(guide ->
                guide instanceof Guide.Roof roof
                    ? roof.slopes().stream().mapToDouble(roof::ridge).max().stream()
                    : DoubleStream.empty());
    return DoubleStream.concat(points().mapToDouble(Point::x), ridges);
  }

  private DoubleStream ys() {
    DoubleStream ends =
        points().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high()));
    DoubleStream levels =
        guides.stream()
            .flatMapToDouble(guide ->
                switch (guide) {
                  case Guide.Level level -> DoubleStream.of(level.value());
                  case Guide.Equality equality -> DoubleStream.empty();
                  case Guide.Band band -> band.ends();
                  case Guide.Roof roof -> DoubleStream.of(roof.peak());
                });
    return DoubleStream.concat(ends, levels);
  }
}
