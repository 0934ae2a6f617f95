package convspectrum.search.proxy;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.NotFiniteException;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.numeric.Gram;
import convspectrum.search.proxy.numeric.SymmetricEigenvalues;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/** How independent of each other the channels of each feature map are, for one image. */
final class MeCo implements AccuracyProxy {
  private static final double CONSTANT = 1e-12;

  @Override
  public String name() {
    return "meco";
  }

  @Override
  public String formula() {
    return "Σ over convolutions of the least eigenvalue of the correlations of their channels, one image";
  }

  @Override
  public String source() {
    return "Jiang et al., MeCo, NeurIPS 2023";
  }

  @Override
  public Score score(ScoringRun run) {
    ProxyBatch image = run.inputs().first().part(0, 1);
    Sum sum = new Sum();
    run.program(1).forward(image.images(), RunMode.forward(Statistics.BATCH), sum);
    return Score.of(sum.total);
  }

  private static final class Sum implements Observer {
    private double total;

    @Override
    public void value(Node node, Values value) {
      if (node.op() instanceof Op.Conv) {
        if (!value.isFinite()) {
          throw new NotFiniteException(node.name() + " computes what is no finite number");
        }
        int channels = value.channels();
        double[] correlations = Gram.columnCorrelations(value.toArray(), channels, CONSTANT);
        total += SymmetricEigenvalues.of(correlations, channels)[0];
      }
    }
  }
}
