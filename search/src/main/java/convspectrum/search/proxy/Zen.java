package convspectrum.search.proxy;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.FiniteCheck;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.search.proxy.numeric.Gram;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much the last feature map responds to a small change of the image, corrected for the scaling
 * by batch norms. The weights are drawn from N(0, 1); another deviation would cancel in the norms.
 */
final class Zen implements AccuracyProxy {
  /** The factor of the noise that is added to the image. */
  static final double NOISE = 0.01;

  private static final double NO_VARIANCE = 1e-12;

  /** Rounding errors, in units of the precision, by which equal features may differ. */
  private static final double ROUNDING = 4;

  /**
   * The score's two parts.
   *
   * @param difference ln mean |f(x) − f(x + noise)|
   * @param norms Σ over batch norms of ½ ln of the mean variance of the channels
   */
  record Parts(double difference, double norms) {}

  @Override
  public String name() {
    return "zen";
  }

  @Override
  public String formula() {
    return "ln mean |f(x) − f(x + 0.01 noise)| + Σ over batch norms of ½ ln mean variance, weights N(0, 1)";
  }

  @Override
  public String source() {
    return "Lin et al., Zen-NAS, ICCV 2021, arXiv 2102.01063";
  }

  @Override
  public Score score(ScoringRun run) {
    ScoredGraph graph = run.normalNetwork().graph(run.inputs().first().size());
    if (features(graph) == null) {
      return new Score.Undefined("the network has no global pooling");
    }
    Parts parts = parts(run);
    return Score.of(parts.difference() + parts.norms());
  }

  /** The input of the last global pooling; null where there is none. */
  private static @Nullable Node features(ScoredGraph graph) {
    return graph.graph().nodes().reversed().stream()
        .filter(node -> node.op() instanceof Op.GlobalPool)
        .findFirst()
        .map(node -> node.inputs().getFirst())
        .orElse(null);
  }

  static Parts parts(ScoringRun run) {
    ProxyBatch batch = run.inputs().first();
    ScoredGraph graph = run.normalNetwork().graph(batch.size());
    Node features = Objects.requireNonNull(features(graph), "no global pooling");
    BatchProgram program =
        run.normalNetwork() == run.network()
            ? run.program()
            : Gradients.compile(graph.graph(), graph.weights(), run.precision());
    double[] images = batch.images();
    Watch plain = new Watch(graph, features);
    program.forward(images, RunMode.forward(Statistics.BATCH), plain);
    Watch noisy = new Watch(graph, features);
    double[] noise = run.inputs().noise().take(images.length);
    program.forward(
        noisy(images, noise, run.precision()), RunMode.forward(Statistics.BATCH), noisy);
    double sum = 0;
    for (int i = 0; i < plain.last.length; i++) {
      sum += Math.abs(plain.last[i] - noisy.last[i]);
    }
    if (!Double.isFinite(sum)) {
      throw FiniteCheck.failure(program, images, Statistics.BATCH);
    }
    double size = Arrays.stream(plain.last).map(Math::abs).sum();
    if (sum <= ROUNDING * run.precision().roundoff() * size) {
      throw new UndefinedScoreException(
          "noise on the images does not change the last feature map beyond rounding");
    }
    return new Parts(Math.log(sum / plain.last.length), plain.total);
  }

  private static double[] noisy(double[] images, double[] noise, Precision precision) {
    double[] sum = new double[images.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] =
          switch (precision) {
            case FLOAT32 -> (float) images[i] + (float) NOISE * (float) noise[i];
            case FLOAT64 -> images[i] + NOISE * noise[i];
          };
    }
    return sum;
  }

  private static final class Watch implements Observer {
    private final Node features;
    private final Map<Node, Integer> readers = new HashMap<>();
    private double[] last = new double[0];
    private double total;

    Watch(ScoredGraph graph, Node features) {
      this.features = features;
      for (Node node : graph.graph().nodes()) {
        if (node.op() instanceof Op.BatchNorm) {
          readers.merge(node.inputs().getFirst(), 1, Integer::sum);
        }
      }
    }

    @Override
    public void value(Node node, Values value) {
      if (node == features) {
        last = value.toArray();
      }
      int norms = readers.getOrDefault(node, 0);
      if (norms > 0) {
        double variance = meanVariance(value);
        if (variance > NO_VARIANCE) {
          total += norms * Math.log(variance) / 2;
        }
      }
    }

    private static double meanVariance(Values value) {
      int channels = value.shape().channels();
      double[] x = value.byChannel();
      Gram.centreColumns(x, channels);
      double squares = 0;
      for (double deviation : x) {
        squares += deviation * deviation;
      }
      return squares / x.length;
    }
  }
}
