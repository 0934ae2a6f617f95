package convspectrum.search.exact;

import convspectrum.search.strategy.Encoding;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points that no design of a space beats, and all designs that have them. Points are in the
 * order of their objectives. Immutable.
 */
public final class ExactFront {
  private final Dimensions dimensions;
  private final int parameters;
  private final Potential root;

  /**
   * A front.
   *
   * @param root the part that is the whole design
   */
  ExactFront(Dimensions dimensions, int parameters, Potential root) {
    this.dimensions = dimensions;
    this.parameters = parameters;
    this.root = root;
  }

  private PointSet points() {
    return root.sets().getFirst();
  }

  /** The number of points, which differ in their objectives. */
  public int size() {
    return points().size();
  }

  /** The number of objectives. */
  public int objectives() {
    return dimensions.objectives();
  }

  /** All objectives of a point. */
  public List<Long> values(int point) {
    return IntStream.range(0, objectives()).mapToObj(i -> value(point, i)).toList();
  }

  /** An objective of a point. */
  public long value(int point, int objective) {
    return points().value(point, objective);
  }

  /** The number of designs of a point; {@code Long.MAX_VALUE} for that many or more. */
  public long designs(int point) {
    return points().designs(point);
  }

  /** The number of designs of all points; {@code Long.MAX_VALUE} for that many or more. */
  public long designs() {
    long sum = 0;
    for (int point = 0; point < size(); point++) {
      sum = Saturated.plus(sum, designs(point));
    }
    return sum;
  }

  /** Designs of a point: all, or the first {@code most}. */
  public List<Encoding> designs(int point, int most) {
    return DesignLister.list(dimensions, parameters, root, point, most);
  }
}
