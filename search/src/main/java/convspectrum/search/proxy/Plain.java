package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.LayerGradients;
import convspectrum.search.proxy.input.ScoringRun;

/** How much the loss depends on each weight, with signs kept. */
final class Plain implements AccuracyProxy {
  /** A sum below this many rounding errors of the sum of its terms' sizes is no number. */
  private static final double CANCELLED = 16;

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
    LayerGradients layers = run.gradients();
    double sum = layers.sum((g, w) -> g * w);
    double sizes = layers.sum((g, w) -> Math.abs(g * w));
    // Batch norm makes ∂L/∂W orthogonal to W: such layers add rounding errors of both signs alone.
    return Math.abs(sum) <= CANCELLED * run.precision().roundoff() * sizes
        ? new Score.Undefined("its terms cancel: what is left of them is rounding errors")
        : Score.of(sum);
  }

  @Override
  public Backward backward() {
    return Backward.WEIGHTS;
  }
}
