package convspectrum.search.figure;

import java.util.List;
import java.util.function.ToLongFunction;

/** An exact count of a design as written, before a runtime transforms it. */
final class CostFigure implements Figure {
  private final String name;
  private final ToLongFunction<SearchedDesign> count;

  private CostFigure(String name, ToLongFunction<SearchedDesign> count) {
    this.name = name;
    this.count = count;
  }

  /** All cost figures. */
  static List<Figure> all() {
    return List.of(
        new CostFigure("params", design -> design.totals().params()),
        new CostFigure("macs", design -> design.totals().macs()),
        new CostFigure("flops", design -> design.totals().flops()),
        new CostFigure("live-params", design -> design.live().params()),
        new CostFigure("live-macs", design -> design.live().macs()),
        new CostFigure("bytes", design -> design.cost().total().bytes()),
        new CostFigure("peak-memory", design -> design.cost().peakActivationBytes()));
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
  public boolean isCheap() {
    return true;
  }

  @Override
  public boolean isAmount() {
    return true;
  }

  @Override
  public String key(SearchedDesign design) {
    return design.design().toString();
  }

  @Override
  public double of(SearchedDesign design) {
    return count.applyAsLong(design);
  }
}
