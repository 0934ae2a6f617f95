package convspectrum.search.predict;

import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps that a runtime makes of the designs of a space, position by position. */
public final class SpaceSteps {
  /** The position of copies behind everything else. */
  private static final String END = "end";

  private final Sweep sweep;
  private final StepPlanner runtime;
  private final RunOptions options;
  private final long seed;
  private final int[] places;
  private final EncodingSpace space;

  /**
   * The steps of a space on a runtime.
   *
   * @param seed of weights, whose values make no difference
   */
  public SpaceSteps(Sweep sweep, StepPlanner runtime, RunOptions options, long seed) {
    this.sweep = sweep;
    this.runtime = runtime;
    this.options = options;
    this.seed = seed;
    this.places =
        sweep.parameters().stream().mapToInt(name -> sweep.spec().space().indexOf(name)).toArray();
    this.space =
        new EncodingSpace(
            sweep.parameters().stream()
                .map(name ->
                    sweep.spec().parameters().get(sweep.spec().space().indexOf(name)).size())
                .toList());
  }

  /** The space of the parameters that vary. */
  public EncodingSpace space() {
    return space;
  }

  /** The design of an encoding. */
  public Design design(Encoding encoding) {
    return sweep.base().with(places, encoding.toArray());
  }

  /** The encoding of a design. */
  public Encoding encoding(Design design) {
    int[] indices = new int[places.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = design.choice(places[i]);
    }
    return Encoding.of(indices);
  }

  /** The network of a design; empty where its blocks do not fit. */
  Optional<Network> network(Design design) {
    try {
      return Optional.of(Network.design(sweep.spec(), design, sweep.input()));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  /** The steps of a network, in order of execution. */
  List<RuntimeStep> steps(Network network) {
    return runtime.steps(network.graph(), network.weights().apply(seed), options);
  }

  /**
   * The steps of a design by position.
   *
   * @return empty where its blocks do not fit
   * @throws convspectrum.executor.runtime.UnsupportedGraphException where the runtime refuses it
   */
  public Optional<Map<String, List<StepType>>> of(Encoding encoding) {
    return network(design(encoding)).map(network -> positions(network.graph(), steps(network)));
  }

  /**
   * The steps of a network by position, which is the name of the node that a step computes first.
   * What the runtime inserted belongs to the position behind it.
   */
  public static Map<String, List<StepType>> positions(Graph graph, List<RuntimeStep> steps) {
    Set<String> names = new HashSet<>();
    graph.nodes().stream().map(Node::name).forEach(names::add);
    Map<String, List<StepType>> positions = new LinkedHashMap<>();
    List<StepType> waiting = new ArrayList<>();
    for (RuntimeStep step : steps) {
      waiting.add(StepType.of(step));
      String name = step.nodes().getFirst();
      if (names.contains(name)) {
        positions.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(waiting);
        waiting.clear();
      }
    }
    if (!waiting.isEmpty()) {
      positions.put(END, waiting);
    }
    return positions;
  }
}
