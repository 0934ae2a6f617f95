package convspectrum.search.proxy;

import convspectrum.executor.gradient.CrossEntropy;
import convspectrum.executor.gradient.Gradients;
import convspectrum.executor.gradient.Precision;
import convspectrum.executor.gradient.batch.BatchProgram;
import convspectrum.executor.gradient.batch.Observer;
import convspectrum.executor.gradient.batch.RunMode;
import convspectrum.executor.gradient.batch.Statistics;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What proxies score: a network with weights and inputs, in one precision. What several of them
 * need is worked out once. Used by one thread at a time.
 */
public final class ScoringRun {
  private final ScoredNetwork network;
  private final ScoredNetwork normalNetwork;
  private final Precision precision;
  private final Statistics statistics;
  private final ScoringInputs inputs;
  private final Map<Integer, BatchProgram> programs = new HashMap<>();
  private @Nullable LayerGradients gradients;

  /**
   * @param network with the weights to score
   * @param normalNetwork the same with the weights that zen takes
   * @param precision of everything but synflow's sums
   * @param statistics what batch norms normalise with, where a proxy does not say
   */
  public ScoringRun(
      ScoredNetwork network,
      ScoredNetwork normalNetwork,
      Precision precision,
      Statistics statistics,
      ScoringInputs inputs) {
    this.network = network;
    this.normalNetwork = normalNetwork;
    this.precision = precision;
    this.statistics = statistics;
    this.inputs = inputs;
  }

  ScoredNetwork network() {
    return network;
  }

  ScoredNetwork normalNetwork() {
    return normalNetwork;
  }

  Precision precision() {
    return precision;
  }

  Statistics statistics() {
    return statistics;
  }

  ScoringInputs inputs() {
    return inputs;
  }

  /** The graph for the whole batch. */
  ScoredGraph graph() {
    return network.graph(inputs.first().size());
  }

  /** The program of the network for a batch of so many; kept for the next proxy. */
  BatchProgram program(int batch) {
    return programs.computeIfAbsent(
        batch,
        size -> {
          ScoredGraph graph = network.graph(size);
          return Gradients.compile(graph.graph(), graph.weights(), precision);
        });
  }

  /** The program for the whole batch. */
  BatchProgram program() {
    return program(inputs.first().size());
  }

  /** Gradients of the loss of the first batch, with the batch's statistics. */
  LayerGradients gradients() {
    LayerGradients made = gradients;
    if (made == null) {
      made = gradients(inputs.first(), Statistics.BATCH);
      gradients = made;
    }
    return made;
  }

  /** Gradients of the mean loss of a batch. */
  LayerGradients gradients(ProxyBatch batch, Statistics norms) {
    BatchProgram program = program(batch.size());
    double[] logits = program.forward(batch.images(), RunMode.toWeights(norms), Observer.NONE);
    double[] slope = CrossEntropy.gradient(logits, batch.labels());
    program.backward(slope, Observer.NONE);
    ScoredGraph graph = network.graph(batch.size());
    List<double[]> weights = new ArrayList<>();
    List<double[]> made = new ArrayList<>();
    for (Node layer : graph.layers()) {
      weights.add(weights(graph, layer));
      made.add(program.gradient(layer, ScoredGraph.weight(layer)));
    }
    LayerGradients all =
        new LayerGradients(weights, made, CrossEntropy.loss(logits, batch.labels()));
    if (!all.isFinite()) {
      throw FiniteCheck.failure(program, batch.images(), norms, graph.graph().name());
    }
    return all;
  }

  /** The weights of a layer, row-major. */
  static double[] weights(ScoredGraph graph, Node layer) {
    float[] stored = graph.weights().get(layer, ScoredGraph.weight(layer)).data();
    double[] values = new double[stored.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored[i];
    }
    return values;
  }
}
