package convspectrum.executor.vector.plan;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph as a sequence of steps over one arena.
 *
 * @param phases the phases, executed one after another
 * @param inputs positions of the graph's inputs
 * @param outputs positions of the graph's outputs
 * @param memory the arena and the packed weights
 */
public record Plan(List<Phase> phases, List<Place> inputs, List<Place> outputs, Memory memory) {
  /**
   * Steps between two barriers of the team.
   *
   * @param label the op's name
   * @param nodes nodes of the graph that it computes; empty for a copy to another layout
   * @param steps executed one after another; each thread runs its shares without waiting in between
   */
  public record Phase(String label, List<Node> nodes, List<Step> steps) {}

  /** The layout and position of a value. */
  public sealed interface Place {
    /** A feature map with its channels together. */
    record InMap(FeatureMap map) implements Place {}

    /** A row-major matrix. */
    record InMatrix(Matrix matrix) implements Place {}
  }

  /** Plans a graph. */
  public static Plan of(Graph graph, Weights weights, Lanes lanes, int threads, Winograd winograd) {
    WeightStore store = new WeightStore();
    PlacedTasks placed = PlacedTasks.of(graph, weights, lanes, threads, winograd, store);
    new Limits(graph).requireMemory(placed.length(), Runtime.getRuntime().maxMemory());
    List<Phase> phases = new ArrayList<>();
    for (Task task : placed.tasks()) {
      List<Step> steps = new ArrayList<>();
      if (placed.clears(task)) {
        Arena.zeros(task.writes().storage(), lanes).ifPresent(steps::add);
      }
      steps.addAll(task.steps().get());
      phases.add(new Phase(task.label(), task.nodes(), steps));
    }
    return new Plan(
        List.copyOf(phases),
        placed.inputs().stream().map(value -> place(value, lanes)).toList(),
        placed.outputs().stream().map(value -> place(value, lanes)).toList(),
        new Memory(new float[(int) placed.length()], store.toArray()));
  }

  /** The steps of a graph's plan, one for each phase; no code is made and no weights are read. */
  public static List<RuntimeStep> steps(
      Graph graph, Weights weights, Lanes lanes, int threads, Winograd winograd) {
    PlacedTasks placed =
        PlacedTasks.of(graph, weights, lanes, threads, winograd, new WeightStore());
    return placed.tasks().stream()
        .map(task -> TaskStep.of(task, placed.clears(task), lanes))
        .toList();
  }

  private static Place place(Value value, Lanes lanes) {
    return value.isMap() ? new Place.InMap(value.map(lanes)) : new Place.InMatrix(value.matrix());
  }
}
