package convspectrum.search.exact;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which points no other beats. A point beats another if it is smaller by the slack or more in every
 * objective, is not larger in any other coordinate, and has other objectives: points with equal
 * objectives stay, since their designs are equally good.
 */
final class Dominance {
  private final Dimensions dimensions;
  private final long[] values;

  private Dominance(Dimensions dimensions, long[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  /**
   * The points that stay.
   *
   * @param values of points in their order, each once
   */
  static BitSet unbeaten(Dimensions dimensions, long[] values, int points) {
    return new Dominance(dimensions, values).unbeaten(points);
  }

  private BitSet unbeaten(int points) {
    BitSet kept = new BitSet(points);
    if (dimensions.objectives() == 0) {
      kept.set(0, points);
      return kept;
    }
    Beaters beaters = beaters();
    int entered = 0;
    int group = 0; // where the points with the objectives of this one begin
    for (int point = 0; point < points; point++) {
      if (!hasObjectivesOf(group, point)) {
        group = point;
      }
      while (entered < group && value(entered, 0) <= reach(point, 0)) {
        if (kept.get(entered)) {
          beaters.enter(entered);
        }
        entered++;
      }
      kept.set(point, !beaters.beat(point));
    }
    return kept;
  }

  private boolean hasObjectivesOf(int a, int b) {
    for (int i = 0; i < dimensions.objectives(); i++) {
      if (value(a, i) != value(b, i)) {
        return false;
      }
    }
    return true;
  }

  private long value(int point, int dimension) {
    return values[point * dimensions.size() + dimension];
  }

  /** The value of a coordinate that a point must not exceed to beat this one. */
  private long reach(int point, int dimension) {
    return Saturated.minus(value(point, dimension), dimensions.slack(dimension));
  }

  /** Points that are small enough in the first coordinate to beat those that come. */
  private interface Beaters {
    void enter(int point);

    /** Whether one of them beats a point. */
    boolean beat(int point);
  }

  private Beaters beaters() {
    return switch (dimensions.size()) {
      case 1 -> new Any();
      case 2 -> new Least();
      case 3 -> new Stairs();
      default -> new Listed();
    };
  }

  /** Of one coordinate: every point that was entered is small enough. */
  private static final class Any implements Beaters {
    private boolean entered;

    @Override
    public void enter(int point) {
      entered = true;
    }

    @Override
    public boolean beat(int point) {
      return entered;
    }
  }

  /** Of two coordinates: the least second one. */
  private final class Least implements Beaters {
    private boolean entered;
    private long least;

    @Override
    public void enter(int point) {
      least = entered ? Math.min(least, value(point, 1)) : value(point, 1);
      entered = true;
    }

    @Override
    public boolean beat(int point) {
      return entered && least <= reach(point, 1);
    }
  }

  /** Of three coordinates: the least third one for every second one. */
  private final class Stairs implements Beaters {
    private final TreeMap<Long, Long> stairs = new TreeMap<>();

    @Override
    public void enter(int point) {
      long second = value(point, 1);
      long third = value(point, 2);
      Map.Entry<Long, Long> before = stairs.floorEntry(second);
      if (before != null && before.getValue() <= third) {
        return;
      }
      Map.Entry<Long, Long> behind = stairs.ceilingEntry(second);
      while (behind != null && behind.getValue() >= third) {
        stairs.remove(behind.getKey());
        behind = stairs.higherEntry(behind.getKey());
      }
      stairs.put(second, third);
    }

    @Override
    public boolean beat(int point) {
      Map.Entry<Long, Long> step = stairs.floorEntry(reach(point, 1));
      return step != null && step.getValue() <= reach(point, 2);
    }
  }

  /** Of more coordinates: all of them, the last that beat one first. */
  private final class Listed implements Beaters {
    private final List<Integer> points = new ArrayList<>();

    @Override
    public void enter(int point) {
      points.add(point);
    }

    @Override
    public boolean beat(int point) {
      for (int i = points.size() - 1; i >= 0; i--) {
        if (beats(points.get(i), point)) {
          points.add(points.remove(i));
          return true;
        }
      }
      return false;
    }

    private boolean beats(int a, int b) {
      for (int i = 1; i < dimensions.size(); i++) {
        if (value(a, i) > reach(b, i)) {
          return false;
        }
      }
      return true;
    }
  }
}
