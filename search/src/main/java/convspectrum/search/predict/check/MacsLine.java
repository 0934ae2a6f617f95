package convspectrum.search.predict.check;

import convspectrum.costmodel.Totals;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.graph.Graph;
import java.util.List;

/** A line on MACs: an overhead, and as much time for each multiply-accumulate. */
record MacsLine(RelativeLine line) implements SimplePredictor {
  static MacsLine of(List<TimedNetwork> examples) {
    return new MacsLine(
        RelativeLine.of(
            examples.stream().mapToDouble(one -> Totals.of(one.graph()).macs()).toArray(),
            examples.stream().mapToDouble(TimedNetwork::milliseconds).toArray()));
  }

  @Override
  public String name() {
    return "line on MACs";
  }

  @Override
  public double milliseconds(Graph graph, List<Work> steps) {
    return line.at(Totals.of(graph).macs());
  }
}
