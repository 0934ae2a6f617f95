package convspectrum.search.figure;

import convspectrum.costmodel.NetworkCost;
import java.util.List;
import java.util.function.ToLongFunction;

/** An exact count: what a design is written as, not what a runtime makes of it. */
final class CostFigure implements Figure {
  private final String name;
  private final ToLongFunction<NetworkCost> count;

  private CostFigure(String name, ToLongFunction<NetworkCost> count) {
    this.name = name;
    this.count = count;
  }

  /** All of them. */
  static List<Figure> all() {
    return List.of(
        new CostFigure("params", cost -> cost.total().params()),
        new CostFigure("macs", cost -> cost.total().macs()),
        new CostFigure("flops", cost -> Math.multiplyExact(2L, cost.total().macs())),
        new CostFigure("bytes", cost -> cost.total().bytes()),
        new CostFigure("peak-memory", NetworkCost::peakActivationBytes));
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
    return count.applyAsLong(subject.cost());
  }
}
