package convspectrum.search.proxy;

import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Node;

/** The size of the weights, layer by layer. */
final class L2Norm implements AccuracyProxy {
  @Override
  public String name() {
    return "l2_norm";
  }

  @Override
  public String formula() {
    return "Σ over layers of ‖W‖₂";
  }

  @Override
  public String source() {
    return "Abdelfattah et al., Zero-Cost Proxies for Lightweight NAS, ICLR 2021";
  }

  @Override
  public Score score(ScoringRun run) {
    run.requireLayers();
    ScoredGraph graph = run.graph();
    double sum = 0;
    for (Node layer : graph.layers()) {
      double squares = 0;
      for (double w : ScoringRun.weights(graph, layer)) {
        squares += w * w;
      }
      sum += Math.sqrt(squares);
    }
    return Score.of(sum);
  }
}
