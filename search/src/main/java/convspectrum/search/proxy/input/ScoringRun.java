package convspectrum.search.proxy.input;

import convspectrum.gradients.CrossEntropy;
import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What proxies score: a network with weights and inputs, in one precision. Results that several of
 * them need are computed once. Used by one thread at a time.
 */
public final class ScoringRun {
  private final ScoredNetwork network;
  private final ScoredNetwork normalNetwork;
  private final Precision precision;
  private final Statistics statistics;
  private final ScoringInputs inputs;
  private final Map<Integer, BatchProgram> programs = new HashMap<>();
  private List<Backward> ahead = List.of();
  private final Once<LayerGradients> gradients = new Once<>();
  private final Once<double[]> jacobianCorrelations = new Once<>();

  /** The backward pass that the last forward pass was for; NONE once its values are gone. */
  private Backward held = Backward.NONE;

  private double[] heldLogits = new double[0];

  /**
   * @param network with the weights to score
   * @param normalNetwork the same with the weights that zen takes
   * @param precision of everything but synflow's sums
   * @param statistics the statistics for batch norms, unless a proxy chooses others
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

  /** Says what the next proxies need, in their order, so that a forward pass keeps it for them. */
  public void announce(List<Backward> next) {
    ahead = List.copyOf(next);
  }

  public ScoredNetwork network() {
    return network;
  }

  public ScoredNetwork normalNetwork() {
    return normalNetwork;
  }

  public Precision precision() {
    return precision;
  }

  public Statistics statistics() {
    return statistics;
  }

  public ScoringInputs inputs() {
    return inputs;
  }

  /** The graph for the whole batch. */
  public ScoredGraph graph() {
    return network.graph(inputs.first().size());
  }

  /** The program of the network for a batch of this size, kept for the next proxy. */
  public BatchProgram program(int batch) {
    if (batch == inputs.first().size()) {
      // The caller may run the program, which overwrites the values kept in it.
      held = Backward.NONE;
    }
    return compiled(batch);
  }

  private BatchProgram compiled(int batch) {
    return programs.computeIfAbsent(
        batch,
        size -> {
          ScoredGraph graph = network.graph(size);
          return Gradients.compile(graph.graph(), graph.weights(), precision);
        });
  }

  /** The program for the whole batch. */
  public BatchProgram program() {
    return program(inputs.first().size());
  }

  /**
   * Runs the first batch forwards, and keeps what the next backward pass over it needs, so that it
   * is not run forwards again.
   *
   * @return the logits
   */
  public double[] forward(Observer observer) {
    Backward next = Backward.NONE;
    for (Backward needed : ahead.reversed()) {
      boolean known =
          switch (needed) {
            case NONE -> true;
            case INPUTS -> jacobianCorrelations.isKnown();
            case WEIGHTS -> gradients.isKnown();
          };
      next = known ? next : needed;
    }
    return forward(next, observer);
  }

  /**
   * Runs the first batch forwards for a backward pass of its {@link #program()}, unless that has
   * been done already.
   *
   * @return the logits
   */
  public double[] forward(Backward backward) {
    double[] logits = held == backward ? heldLogits : forward(backward, Observer.NONE);
    held = Backward.NONE;
    return logits;
  }

  private double[] forward(Backward backward, Observer observer) {
    RunMode mode =
        switch (backward) {
          case NONE -> RunMode.forward(statistics);
          case INPUTS -> RunMode.toInputs(statistics);
          case WEIGHTS -> RunMode.toWeights(statistics);
        };
    double[] logits =
        compiled(inputs.first().size()).forward(inputs.first().images(), mode, observer);
    held = backward;
    heldLogits = logits;
    return logits;
  }

  /**
   * Gradients of the loss of the first batch, with the batch's statistics.
   *
   * @throws UndefinedScoreException where the network has no layers, the gradients overflow, or all
   *     of them are 0
   */
  public LayerGradients gradients() {
    return gradients.get(this::firstGradients);
  }

  /**
   * How the Jacobians of the images of the first batch correlate: J_n = ∂(Σ of all logits)/∂x_n.
   *
   * @return images × images, row-major, which must not be changed; the upper triangle is 0
   * @throws UndefinedScoreException where a Jacobian is constant or overflows
   */
  public double[] jacobianCorrelations() {
    return jacobianCorrelations.get(() -> ImageJacobians.correlations(this));
  }

  private LayerGradients firstGradients() {
    requireLayers();
    LayerGradients made =
        statistics == Statistics.BATCH
            ? gradients(inputs.first(), statistics, forward(Backward.WEIGHTS))
            : gradients(inputs.first(), Statistics.BATCH);
    if (made.isZero()) {
      throw noGradient(made.classes(), "the loss");
    }
    return made;
  }

  /**
   * Requires something for a proxy to sum over.
   *
   * @throws UndefinedScoreException where there is none
   */
  public void requireLayers() {
    if (graph().layers().isEmpty()) {
      throw new UndefinedScoreException(
          "the network has no convolution or linear layer, whose weights it sums over");
    }
  }

  /** The reason why the gradient of a loss is 0 in every layer. */
  public UndefinedScoreException noGradient(double[] logits, String loss) {
    return noGradient(logits.length / inputs.first().size(), loss);
  }

  private UndefinedScoreException noGradient(int classes, String loss) {
    return new UndefinedScoreException(
        classes == 1
            ? "the network has one output, and the loss of a single class is constant: its gradient is 0"
            : "the gradient of %s is 0 in every layer, in %s".formatted(loss, precision));
  }

  /** The exception for a run over a batch whose gradients are not finite. */
  public UndefinedScoreException overflow(ProxyBatch batch) {
    return FiniteCheck.failure(program(batch.size()), batch.images(), statistics);
  }

  /** Gradients of the mean loss of a batch. */
  public LayerGradients gradients(ProxyBatch batch, Statistics norms) {
    RunMode mode = RunMode.toWeights(norms);
    double[] logits = program(batch.size()).forward(batch.images(), mode, Observer.NONE);
    return gradients(batch, norms, logits);
  }

  /** Gradients after the forward pass that made these logits. */
  private LayerGradients gradients(ProxyBatch batch, Statistics norms, double[] logits) {
    BatchProgram program = program(batch.size());
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
        new LayerGradients(
            weights, made, CrossEntropy.loss(logits, batch.labels()), logits.length / batch.size());
    if (!all.isFinite()) {
      throw FiniteCheck.failure(program, batch.images(), norms);
    }
    return all;
  }

  /** The weights of a layer, row-major. */
  public static double[] weights(ScoredGraph graph, Node layer) {
    float[] stored = graph.weights().get(layer, ScoredGraph.weight(layer)).data();
    double[] values = new double[stored.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored[i];
    }
    return values;
  }
}
