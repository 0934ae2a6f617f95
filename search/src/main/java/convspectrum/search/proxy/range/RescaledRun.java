package convspectrum.search.proxy.range;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A network run forwards and backwards in float64 with an exponent per tensor, so that values of
 * any size stay finite. Which exponents are needed shows when it runs: each pass measures all
 * values up to the first that overflows or vanishes, and the next one stores them near 1. About
 * every 1,000 powers of two take a pass.
 */
public final class RescaledRun {
  private static final int MOST_PASSES = 100;

  private final RescaledGraph graph;
  private final BatchProgram program;
  private final double[] outputs;

  private RescaledRun(RescaledGraph graph, BatchProgram program, double[] outputs) {
    this.graph = graph;
    this.program = program;
    this.outputs = outputs;
  }

  /**
   * Runs a network forwards with running statistics.
   *
   * @param input row-major
   * @throws UndefinedScoreException where values overflow that no exponent can save
   */
  public static RescaledRun of(Graph source, Weights weights, double[] input) {
    Map<Node, Long> targets = Map.of();
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      RescaledGraph graph = new RescaledGraph(source, weights, targets);
      BatchProgram program = Gradients.compile(graph.graph(), graph.weights(), Precision.FLOAT64);
      Sizes sizes = new Sizes();
      double[] outputs = program.forward(input, RunMode.toWeights(Statistics.RUNNING), sizes);
      Set<Node> lost = new HashSet<>();
      Map<Node, Long> measured = measured(source, graph, sizes, lost);
      if (measured.equals(targets)) {
        if (!lost.isEmpty()) {
          break;
        }
        return new RescaledRun(graph, program, outputs);
      }
      targets = measured;
    }
    throw new UndefinedScoreException("values overflow however they are scaled");
  }

  /**
   * The exponents near the values of the nodes, as far as these are known.
   *
   * @param lost receives the nodes that overflow, and those that depend on them
   */
  private static Map<Node, Long> measured(
      Graph source, RescaledGraph graph, Sizes sizes, Set<Node> lost) {
    Map<Node, Long> exponents = new HashMap<>();
    for (Node node : source.nodes()) {
      double largest = sizes.largest.getOrDefault(graph.computing(node), 0.0);
      if (!Double.isFinite(largest) || node.inputs().stream().anyMatch(lost::contains)) {
        lost.add(node);
      } else if (largest > 0) {
        long exponent = Math.getExponent(largest) + graph.exponent(node);
        long step = RescaledGraph.STEP;
        exponents.put(node, step * Math.floorDiv(exponent + step / 2, step));
      }
    }
    return exponents;
  }

  private static final class Sizes implements Observer {
    private final Map<Node, Double> largest = new HashMap<>();

    /** Remembers the largest absolute value; infinite where one is not finite. */
    @Override
    public void value(Node node, Values value) {
      double size = 0;
      for (double element : value.toArray()) {
        double absolute = Math.abs(element);
        size = absolute <= size ? size : Double.isNaN(absolute) ? 1 / 0.0 : absolute;
      }
      largest.put(node, size);
    }
  }

  /** The outputs, row-major, divided by 2 to the {@link #exponent}. */
  public double[] outputs() {
    return outputs.clone();
  }

  /** The exponent of the outputs, and of every gradient of them by weights. */
  public long exponent() {
    return graph.outputExponent();
  }

  /** Runs backwards, once. */
  public void backward(double[] slope) {
    program.backward(slope, Observer.NONE);
  }

  /** The gradient by a weight, row-major, divided by 2 to the {@link #exponent}. */
  public double[] gradient(Node node, ParameterSlot slot) {
    Node computing = graph.computing(node);
    ParameterSlot own =
        computing.parameters().stream()
            .filter(one -> one.role().equals(slot.role()))
            .findFirst()
            .orElseThrow();
    return program.gradient(computing, own);
  }
}
