package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.LayerGradients;
import convspectrum.search.proxy.input.ScoringRun;

/** The size of the gradients of the loss, layer by layer. */
final class GradNorm implements AccuracyProxy {
  @Override
  public String name() {
    return "grad_norm";
  }

  @Override
  public String formula() {
    return "Σ over layers of ‖∂L/∂W‖₂";
  }

  @Override
  public String source() {
    return "Abdelfattah et al., Zero-Cost Proxies for Lightweight NAS, ICLR 2021";
  }

  @Override
  public Score score(ScoringRun run) {
    LayerGradients layers = run.gradients();
    double sum = 0;
    for (int layer = 0; layer < layers.weights().size(); layer++) {
      sum += Math.sqrt(layers.sum(layer, (g, w) -> g * g));
    }
    return Score.of(sum);
  }

  @Override
  public Backward backward() {
    return Backward.WEIGHTS;
  }
}
