package convspectrum.search.figure;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.NodeCost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** An exact count of a design as written that is the sum of those of its nodes. */
final class CostSum extends CostFigure implements SumFigure {
  private final ToLongFunction<Cost> part;

  private CostSum(String name, ToLongFunction<SearchedDesign> count, ToLongFunction<Cost> part) {
    super(name, count);
    this.part = part;
  }

  static final SumFigure PARAMS =
      new CostSum("params", design -> design.totals().params(), Cost::params);

  static final SumFigure MACS = new CostSum("macs", design -> design.totals().macs(), Cost::macs);

  static final SumFigure FLOPS =
      new CostSum("flops", design -> design.totals().flops(), Cost::flops);

  static final SumFigure BYTES =
      new CostSum("bytes", design -> design.cost().total().bytes(), Cost::bytes);

  @Override
  public long unitsPerOne() {
    return 1;
  }

  @Override
  public Map<String, Long> parts(SearchedDesign design) {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (NodeCost node : design.cost().nodes()) {
      parts.merge(node.node().name(), part.applyAsLong(node.cost()), Math::addExact);
    }
    return parts;
  }
}
