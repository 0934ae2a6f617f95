package convspectrum.search.proxy;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.input.UndefinedScoreException;
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
    if (sum.convolutions == 0) {
      return new Score.Undefined("the network has no convolution");
    }
    if (sum.total == 0) {
      return new Score.Undefined("in every feature map some channel is constant");
    }
    return sum.regular == 0
        ? new Score.Undefined(
            "every convolution has as many channels as pixels, or more: all least eigenvalues are 0")
        : Score.of(sum.total);
  }

  private static final class Sum implements Observer {
    private double total;
    private int convolutions;

    /** Convolutions whose least eigenvalue is not 0 by the number of their pixels. */
    private int regular;

    @Override
    public void value(Node node, Values value) {
      if (node.op() instanceof Op.Conv) {
        if (!value.isFinite()) {
          throw new UndefinedScoreException(
              "%s (%s) is the first layer whose values overflow"
                  .formatted(node.name(), node.op().typeName()));
        }
        int channels = value.channels();
        convolutions++;
        // Channels less their means span at most one dimension less than there are pixels.
        regular += channels < value.size() / channels ? 1 : 0;
        double[] correlations = Gram.columnCorrelations(value.toArray(), channels, CONSTANT);
        total += SymmetricEigenvalues.of(correlations, channels)[0];
      }
    }
  }
}
