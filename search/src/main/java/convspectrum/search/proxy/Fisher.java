package convspectrum.search.proxy;

import convspectrum.gradients.CrossEntropy;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Node;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much the loss depends on each channel. */
final class Fisher implements AccuracyProxy {
  @Override
  public String name() {
    return "fisher";
  }

  @Override
  public String formula() {
    return "Σ over layers and channels of ½ mean over samples of (Σ over positions a · ∂L/∂a)²";
  }

  @Override
  public String source() {
    return "Turner et al., BlockSwap, ICLR 2020, arXiv 1906.04113";
  }

  @Override
  public Score score(ScoringRun run) {
    BatchProgram program = run.program();
    Set<Node> layers = new HashSet<>(run.graph().layers());
    ProxyBatch batch = run.inputs().first();
    RunMode mode = RunMode.toWeights(Statistics.BATCH).keeping(layers);
    run.requireLayers();
    double[] logits = program.forward(batch.images(), mode, Observer.NONE);
    Sum sum = new Sum(layers, batch.size());
    program.backward(CrossEntropy.gradient(logits, batch.labels()), sum);
    if (sum.total == 0) {
      throw run.noGradient(logits, "the loss");
    }
    if (!Double.isFinite(sum.total)) {
      throw run.overflow(batch);
    }
    return Score.of(sum.total);
  }

  private static final class Sum implements Observer {
    private final Set<Node> layers;
    private final int samples;
    private double total;

    Sum(Set<Node> layers, int samples) {
      this.layers = layers;
      this.samples = samples;
    }

    @Override
    public void gradient(Node node, Values gradient, @Nullable Values value) {
      if (value != null && layers.contains(node)) {
        double squares = 0;
        for (double product : gradient.channelProducts(value)) {
          squares += product * product;
        }
        total += squares / samples / 2;
      }
    }
  }
}
