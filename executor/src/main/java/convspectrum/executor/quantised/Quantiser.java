package convspectrum.executor.quantised;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.executor.runtime.Calibration;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.quantised.Int8Form;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a network of 8-bit integers from one of real numbers: batch norms are folded, values get a
 * scale each from the least and the largest that a calibration sees, weights one per output channel
 * from their largest absolute value. This is what ONNX Runtime's static quantisation does by
 * default (unsigned values, signed weights, MinMax).
 */
public final class Quantiser {
  private final Graph graph;
  private final Weights weights;
  private final Ranges ranges;
  private final int weightLimit;

  /** The readers of each node, by its place. */
  private final Map<Node, Set<Node>> readers = new HashMap<>();

  private final Set<Node> outputs;
  private final Map<String, ValueScale> values = new HashMap<>();
  private final Map<String, LayerIntegers> layers = new HashMap<>();

  private Quantiser(FoldedNorms network, Ranges ranges, int weightLimit) {
    this.graph = network.graph();
    this.weights = network.weights();
    this.ranges = ranges;
    this.weightLimit = weightLimit;
    this.outputs = Set.copyOf(graph.outputs());
    for (Node node : graph.nodes()) {
      node.inputs()
          .forEach(input -> readers.computeIfAbsent(input, _ -> new HashSet<>()).add(node));
    }
  }

  /**
   * The network in integers.
   *
   * @param weightLimit the largest absolute weight, at most 127
   * @throws CalibrationException where the calibration computes numbers that are none
   * @throws convspectrum.executor.runtime.UnsupportedGraphException where sums exceed 32 bits
   */
  public static QuantisedGraph quantise(
      Graph graph, Weights weights, Calibration calibration, int weightLimit) {
    FoldedNorms sample = FoldedNorms.of(calibration.graph(), calibration.weights());
    Ranges ranges = Ranges.of(sample.graph(), sample.weights(), calibration.inputs().get());
    FoldedNorms network = graph == calibration.graph() ? sample : FoldedNorms.of(graph, weights);
    return new Quantiser(network, ranges, weightLimit).run();
  }

  private QuantisedGraph run() {
    for (Node node : graph.nodes()) {
      scale(node);
    }
    for (Node node : graph.nodes()) {
      if (computesIntegers(node) && Int8Form.of(node.op()) == Int8Form.SUMS) {
        layers.put(node.name(), integers(node));
      }
    }
    return new QuantisedGraph(graph, weights, values, layers);
  }

  /** Decides whether a value is stored as integers, after those that it is computed of. */
  private void scale(Node node) {
    boolean integers =
        switch (Int8Form.of(node.op())) {
          case SUMS, VALUES -> computesIntegers(node) ? !isClamped(node) : isReadByIntegers(node);
          case CLAMP -> isClamped(node.inputs().getFirst()) || isReadByIntegers(node);
          case SAME -> values.containsKey(node.inputs().getFirst().name());
          case SOURCE, NONE -> false;
        };
    if (Int8Form.of(node.op()) == Int8Form.SAME && integers) {
      values.put(node.name(), Objects.requireNonNull(values.get(node.inputs().getFirst().name())));
    } else if (integers || isReadByIntegers(node)) {
      Ranges.Range range = ranges.byName().get(node.name());
      if (range == null) {
        throw new IllegalArgumentException(
            node.name() + " is no node of the network of the calibration");
      }
      values.put(node.name(), ValueScale.covering(range.least(), range.most()));
    }
  }

  /** Whether the op has an integer form, and operands that are real values. */
  private boolean computesIntegers(Node node) {
    boolean has =
        switch (Int8Form.of(node.op())) {
          case SUMS -> true;
          // A sum or product of more than two is several ops in files.
          case VALUES -> node.op() instanceof Op.Concat || node.inputs().size() <= 2;
          case SOURCE, CLAMP, SAME, NONE -> false;
        };
    return has && node.inputs().stream().noneMatch(Quantiser::holdsPlaces);
  }

  private static boolean holdsPlaces(Node node) {
    return node.op() instanceof Op.Input input && input.integers();
  }

  /** Whether a ReLU is the only reader of what integers are computed to. */
  private boolean isClamped(Node node) {
    Set<Node> all = readers.getOrDefault(node, Set.of());
    return computesIntegers(node)
        && !outputs.contains(node)
        && all.size() == 1
        && Int8Form.of(all.iterator().next().op()) == Int8Form.CLAMP;
  }

  private boolean isReadByIntegers(Node node) {
    return readers.getOrDefault(node, Set.of()).stream().anyMatch(this::computesIntegers);
  }

  private LayerIntegers integers(Node node) {
    List<ParameterSlot> slots = node.parameters();
    float[] real = weights.get(node, WEIGHT).data();
    boolean biased = slots.stream().anyMatch(slot -> slot.role().equals(BIAS));
    int outputs = slots.getFirst().shape().dim(0);
    float[] bias = biased ? weights.get(node, BIAS).data() : new float[outputs];
    ValueScale input = Objects.requireNonNull(values.get(node.inputs().getFirst().name()));
    return LayerRounding.of(node.name(), real, bias, input.scale(), weightLimit);
  }
}
