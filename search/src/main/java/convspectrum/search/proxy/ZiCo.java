package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.LayerGradients;
import convspectrum.search.proxy.input.ScoringRun;

/** The size of the gradients relative to how much they vary from batch to batch. */
final class ZiCo implements AccuracyProxy {
  @Override
  public String name() {
    return "zico";
  }

  @Override
  public String formula() {
    return "Σ over layers of ln Σ (mean |g| / deviation of g), over the gradients of two batches";
  }

  @Override
  public String source() {
    return "Li et al., ZiCo, ICLR 2023, arXiv 2301.11300";
  }

  @Override
  public Score score(ScoringRun run) {
    LayerGradients first = run.gradients();
    LayerGradients second =
        run.gradients(run.inputs().second(), convspectrum.gradients.batch.Statistics.BATCH);
    double sum = 0;
    boolean scored = false;
    for (int layer = 0; layer < first.gradients().size(); layer++) {
      double ratios = ratios(first.gradients().get(layer), second.gradients().get(layer));
      if (ratios > 0) {
        sum += Math.log(ratios);
        scored = true;
      }
    }
    return scored
        ? Score.of(sum)
        : new Score.Undefined("no gradient differs between the two batches");
  }

  @Override
  public Backward backward() {
    return Backward.WEIGHTS;
  }

  private static double ratios(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      // The population deviation of two values is half their distance.
      double deviation = Math.abs(a[i] - b[i]) / 2;
      if (deviation > 0) {
        sum += (Math.abs(a[i]) + Math.abs(b[i])) / 2 / deviation;
      }
    }
    return sum;
  }
}
