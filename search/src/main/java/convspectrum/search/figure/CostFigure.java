package convspectrum.search.figure;

import java.util.List;
import java.util.function.ToLongFunction;

/** An exact count of a design as written, before a runtime transforms it. */
sealed class CostFigure implements Figure permits CostSum {
  private final String name;
  private final ToLongFunction<SearchedDesign> count;

  CostFigure(String name, ToLongFunction<SearchedDesign> count) {
    this.name = name;
    this.count = count;
  }

  /** All cost figures. */
  static List<Figure> all() {
    return List.of(
        CostSum.PARAMS,
        CostSum.MACS,
        CostSum.FLOPS,
        new CostFigure("live-params", design -> design.live().params()),
        new CostFigure("live-macs", design -> design.live().macs()),
        CostSum.BYTES,
        new CostFigure("peak-memory", design -> design.cost().peakActivationBytes()));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Direction direction() {
    return Direction.MIN;
  }

  @Override
  public final boolean isCheap() {
    return true;
  }

  @Override
  public final boolean isAmount() {
    return true;
  }

  @Override
  public final String key(SearchedDesign design) {
    return design.design().toString();
  }

  @Override
  public final double of(SearchedDesign design) {
    return count.applyAsLong(design);
  }
}
