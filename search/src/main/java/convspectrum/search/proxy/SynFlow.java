package convspectrum.search.proxy;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.range.RescaledRun;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * How much flows through the network when every weight is taken positive. Its logarithm is the
 * score: the sum itself reaches 1e60 in practical networks.
 */
final class SynFlow implements AccuracyProxy {
  /** Below this, parts of the sum may have vanished: the smallest float64 is 2⁻¹⁰⁷⁴. */
  private static final double SMALLEST = 0x1p-900;

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
    Flow flow = flow(run, Precision.FLOAT64);
    return flow.sum() == 0
        ? new Score.Undefined("the gradient of the outputs is 0 in every layer")
        : Score.of(flow.logarithm());
  }

  /**
   * The flow.
   *
   * @param output the sum of the outputs, R, divided by 2 to the exponent
   * @param sum Σ |W · ∂R/∂W|, divided in the same way
   * @param exponent 0 unless the values are beyond the range of numbers
   */
  record Flow(double output, double sum, long exponent) {
    double logarithm() {
      return Math.log(sum) + exponent * Math.log(2);
    }

    private boolean isInRange() {
      return Double.isFinite(output) && Double.isFinite(sum) && sum > SMALLEST;
    }
  }

  static Flow flow(ScoringRun run, Precision precision) {
    ScoredGraph graph = run.network().graph(1).withoutNorms();
    Weights positive = new Positive(graph.weights());
    double[] ones = ones(Math.toIntExact(run.network().input(1).elements()));
    BatchProgram program = Gradients.compile(graph.graph(), positive, precision);
    double[] outputs = program.forward(ones, RunMode.toWeights(Statistics.RUNNING), Observer.NONE);
    program.backward(ones(outputs.length), Observer.NONE);
    Flow plain = new Flow(sum(outputs), sum(graph, program::gradient), 0);
    if (plain.isInRange()) {
      return plain;
    }
    RescaledRun rescaled = RescaledRun.of(graph.graph(), positive, ones);
    rescaled.backward(ones(outputs.length));
    return new Flow(sum(rescaled.outputs()), sum(graph, rescaled::gradient), rescaled.exponent());
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double sum(double[] outputs) {
    return Arrays.stream(outputs).sum();
  }

  private static double sum(
      ScoredGraph graph, BiFunction<Node, ParameterSlot, double[]> gradients) {
    double sum = 0;
    for (Node layer : graph.layers()) {
      double[] gradient = gradients.apply(layer, ScoredGraph.weight(layer));
      double[] weights = ScoringRun.weights(graph, layer);
      for (int i = 0; i < weights.length; i++) {
        sum += Math.abs(weights[i] * gradient[i]);
      }
    }
    return sum;
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
