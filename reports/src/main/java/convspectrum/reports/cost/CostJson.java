package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.search.design.Network;
import convspectrum.search.predict.figure.DesignPredictions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a graph costs, for JSON: its totals beside {@link CostTable}. */
public final class CostJson {
  private CostJson() {}

  /**
   * The table and the totals.
   *
   * @param network what was counted
   */
  public static JsonResult of(NetworkCost cost, Grouping grouping, Network network) {
    return of(cost, grouping, network, DesignPredictions.NONE);
  }

  /** The same with predicted times of the network. */
  public static JsonResult of(
      NetworkCost cost, Grouping grouping, Network network, DesignPredictions predictions) {
    Cost live = cost.live();
    return JsonResult.of(ResultKind.COST, CostTable.of(cost, grouping, network, predictions))
        .with(
            new Details.Cost(
                cost.graph().name(),
                network.design().map(Object::toString).orElse(""),
                network.divisors().get().stream().map(Details.Divisor::of).toList(),
                cost.options().convention().name(),
                cost.options().convention().policy(),
                cost.options().fold(),
                cost.options().dataType().name().toLowerCase(Locale.ROOT),
                grouping.name().toLowerCase(Locale.ROOT),
                !network.partialFigures().isEmpty(),
                inputs(cost.graph()),
                Details.Totals.of(cost.total()),
                live.params(),
                live.macs(),
                cost.peakActivationBytes()));
  }

  /** Shapes of the inputs, batch first. */
  static List<List<Integer>> inputs(Graph graph) {
    return graph.inputs().stream().map(node -> dims(node.shape())).toList();
  }

  private static List<Integer> dims(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().toList();
  }
}
