package convspectrum.search.cause;

import convspectrum.executor.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a design would take if it were as its neighbours are. The neighbours are the designs of next
 * more and of next fewer multiply-accumulates among those that no design with more of them beats in
 * time; between the two, time is a power of multiply-accumulates. With no neighbour of fewer, a
 * design is expected to take as long as that of more; with none of more, longer than that of fewer
 * in proportion to its multiply-accumulates. So the line is never that of slow designs alone.
 */
public final class TimeLine {
  /** A design takes more than this times what its neighbours suggest: a cliff. */
  public static final double CLIFF = 1.5;

  /** With fewer others there is no line. */
  private static final int FEWEST_OTHERS = 3;

  private final List<Point> points;

  /** The line through these designs. */
  public TimeLine(List<Point> points) {
    this.points = List.copyOf(points);
  }

  /**
   * A design that was timed.
   *
   * @param label its label
   * @param macs its multiply-accumulates, above 0
   * @param ms its time
   */
  public record Point(String label, long macs, Estimate ms) {}

  /**
   * The time of a design beside that of its neighbours.
   *
   * @param expectedMs what its neighbours suggest
   * @param ratio its time divided by that, with the interval of its time
   * @param neighbours their labels, one or two, that of more multiply-accumulates first
   */
  public record Beside(double expectedMs, Estimate ratio, List<String> neighbours) {
    public Beside {
      neighbours = List.copyOf(neighbours);
    }

    /** Whether it surely takes more than {@value #CLIFF} times the time; never without interval. */
    public boolean isCliff() {
      return ratio.low() > CLIFF;
    }
  }

  /** The design of this label beside its neighbours; none where there are too few others. */
  public Optional<Beside> of(String label) {
    List<Point> others = points.stream().filter(point -> !point.label().equals(label)).toList();
    Optional<Point> own = points.stream().filter(point -> point.label().equals(label)).findFirst();
    return own.isEmpty() || others.size() < FEWEST_OTHERS
        ? Optional.empty()
        : Optional.of(beside(own.get(), front(others)));
  }

  /** Those that no design with as many or more multiply-accumulates beats, from the most on. */
  private static List<Point> front(List<Point> others) {
    List<Point> front = new ArrayList<>();
    for (Point point :
        others.stream()
            .sorted(
                Comparator.comparingLong(Point::macs)
                    .reversed()
                    .thenComparingDouble(point -> point.ms().value()))
            .toList()) {
      if (front.isEmpty() || point.ms().value() < front.getLast().ms().value()) {
        front.add(point);
      }
    }
    return front;
  }

  private static Beside beside(Point own, List<Point> front) {
    Point more = null;
    Point fewer = null;
    for (Point point : front) {
      if (point.macs() >= own.macs()) {
        more = point; // the last is the nearest
      } else if (fewer == null) {
        fewer = point;
      }
    }
    if (more == null || fewer == null) {
      Point only = more == null ? Objects.requireNonNull(fewer) : more;
      double factor = Math.max(1, (double) own.macs() / only.macs());
      return beside(own, factor * only.ms().value(), List.of(only.label()));
    }
    double way =
        Math.log((double) own.macs() / fewer.macs())
            / Math.log((double) more.macs() / fewer.macs());
    double expected = fewer.ms().value() * Math.pow(more.ms().value() / fewer.ms().value(), way);
    return beside(own, expected, List.of(more.label(), fewer.label()));
  }

  private static Beside beside(Point own, double expected, List<String> neighbours) {
    return new Beside(expected, own.ms().over(expected), neighbours);
  }
}
