package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;

/** How much the loss depends on each weight, in absolute value. */
final class Snip implements AccuracyProxy {
  @Override
  public String name() {
    return "snip";
  }

  @Override
  public String formula() {
    return "Σ |∂L/∂W · W|";
  }

  @Override
  public String source() {
    return "Lee et al., SNIP, ICLR 2019, arXiv 1810.02340";
  }

  @Override
  public Score score(ScoringRun run) {
    return Score.of(run.gradients().sum((g, w) -> Math.abs(g * w)));
  }

  @Override
  public Backward backward() {
    return Backward.WEIGHTS;
  }
}
