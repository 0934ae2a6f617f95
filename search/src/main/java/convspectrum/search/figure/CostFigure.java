package convspectrum.search.figure;

import java.util.List;
import java.util.function.ToLongFunction;

/** An exact count: what a design is written as, not what a runtime makes of it. */
final class CostFigure implements Figure {
  private final String name;
  private final ToLongFunction<Subject> count;

  private CostFigure(String name, ToLongFunction<Subject> count) {
    this.name = name;
    this.count = count;
  }

  /** All of them. */
  static List<Figure> all() {
    return List.of(
        new CostFigure("params", subject -> subject.totals().params()),
        new CostFigure("macs", subject -> subject.totals().macs()),
        new CostFigure("flops", subject -> subject.totals().flops()),
        new CostFigure("bytes", subject -> subject.cost().total().bytes()),
        new CostFigure("peak-memory", subject -> subject.cost().peakActivationBytes()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Direction direction() {
    return Direction.MIN;
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public boolean isAmount() {
    return true;
  }

  @Override
  public String key(Subject subject) {
    return subject.design().toString();
  }

  @Override
  public double of(Subject subject) {
    return count.applyAsLong(subject);
  }
}
