package convspectrum.search.proxy;

import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import java.util.List;

/** How far the gradients of the losses of single images agree in sign. */
final class GradSign implements AccuracyProxy {
  @Override
  public String name() {
    return "gradsign";
  }

  @Override
  public String formula() {
    return "Σ over weights of |Σ over samples of sign ∂l/∂w|, every sample run alone";
  }

  @Override
  public String source() {
    return "Zhang and Jia, GradSign, ICLR 2022, arXiv 2110.08616";
  }

  @Override
  public Score score(ScoringRun run) {
    run.requireLayers();
    double score = score(run, run.statistics());
    if (score == 0) {
      throw run.noGradient(run.forward(Backward.NONE), "the loss of each image alone");
    }
    return Score.of(score);
  }

  static double score(ScoringRun run, Statistics statistics) {
    ProxyBatch batch = run.inputs().first();
    int[][] signs = new int[0][];
    for (int n = 0; n < batch.size(); n++) {
      List<double[]> gradients = run.gradients(batch.part(n, 1), statistics).gradients();
      if (n == 0) {
        signs = gradients.stream().map(layer -> new int[layer.length]).toArray(int[][]::new);
      }
      for (int layer = 0; layer < signs.length; layer++) {
        double[] gradient = gradients.get(layer);
        for (int i = 0; i < gradient.length; i++) {
          signs[layer][i] += (int) Math.signum(gradient[i]);
        }
      }
    }
    long sum = 0;
    for (int[] layer : signs) {
      for (int sign : layer) {
        sum += Math.abs(sign);
      }
    }
    return sum;
  }
}
