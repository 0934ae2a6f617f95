package convspectrum.search.proxy;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.input.FiniteCheck;
import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;

/**
 * How much flows through the network when every weight is taken positive. Its logarithm is the
 * score: the sum itself reaches 1e60 in practical networks.
 */
final class SynFlow implements AccuracyProxy {
  @Override
  public String name() {
    return "synflow";
  }

  @Override
  public String formula() {
    return "ln Σ |W · ∂R/∂W|, R the sum of the outputs of ones, all weights positive, without norms";
  }

  @Override
  public String source() {
    return "Tanaka et al., SynFlow, NeurIPS 2020, arXiv 2006.05467";
  }

  @Override
  public Score score(ScoringRun run) {
    run.requireLayers();
    double sum = flow(run, Precision.FLOAT64).sum();
    return sum == 0
        ? new Score.Undefined("the gradient of the outputs is 0 in every layer")
        : Score.of(Math.log(sum));
  }

  /**
   * The flow.
   *
   * @param output the sum of the outputs, R
   * @param sum Σ |W · ∂R/∂W|
   */
  record Flow(double output, double sum) {}

  static Flow flow(ScoringRun run, Precision precision) {
    ScoredGraph graph = run.network().graph(1).withoutNorms();
    Weights positive = new Positive(graph.weights());
    BatchProgram program = Gradients.compile(graph.graph(), positive, precision);
    double[] ones = new double[Math.toIntExact(run.network().input(1).elements())];
    Arrays.fill(ones, 1);
    double[] logits = program.forward(ones, RunMode.toWeights(Statistics.RUNNING), Observer.NONE);
    double output = Arrays.stream(logits).sum();
    if (!Double.isFinite(output)) {
      throw FiniteCheck.failure(
          program, ones, Statistics.RUNNING, graph.graph().name() + " with positive weights");
    }
    double[] slope = new double[logits.length];
    Arrays.fill(slope, 1);
    program.backward(slope, Observer.NONE);
    double sum = 0;
    for (Node layer : graph.layers()) {
      double[] gradient = program.gradient(layer, ScoredGraph.weight(layer));
      double[] weights = ScoringRun.weights(graph, layer);
      for (int i = 0; i < weights.length; i++) {
        sum += Math.abs(weights[i] * gradient[i]);
      }
    }
    return new Flow(output, sum);
  }

  /** The absolute values of all learned parameters. */
  private record Positive(Weights weights) implements Weights {
    @Override
    public Tensor get(Node node, ParameterSlot slot) {
      Tensor tensor = weights.get(node, slot);
      if (!slot.trainable()) {
        return tensor;
      }
      float[] values = tensor.data().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]);
      }
      return Tensor.of(tensor.shape(), values);
    }
  }
}
