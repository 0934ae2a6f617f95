package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;

/** How much the loss depends on each weight, with signs kept. */
final class Plain implements AccuracyProxy {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String formula() {
    return "Σ ∂L/∂W · W";
  }

  @Override
  public String source() {
    return "Abdelfattah et al., Zero-Cost Proxies for Lightweight NAS, ICLR 2021";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of(run.gradients().sum((g, w) -> g * w));
  }

  @Override
  public Backward backward() {
    return Backward.WEIGHTS;
  }
}
