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
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    Limits limits = new Limits(graph);
    limits.requireArrays();
    WeightStore store = new WeightStore();
    Planner planner = new Planner(graph, weights, lanes, threads, winograd, store);
    List<Task> tasks = planner.plan();
    List<Value> inputs = graph.inputs().stream().map(planner::input).toList();
    List<Value> outputs = graph.outputs().stream().map(planner::output).toList();
    Set<Storage> storages = lifetimes(tasks, inputs, outputs);
    makeDense(tasks, inputs, lanes);
    long length = Arena.place(List.copyOf(storages), lanes);
    limits.requireMemory(length, Runtime.getRuntime().maxMemory());
    List<Phase> phases = new ArrayList<>();
    Set<Storage> begun = new HashSet<>();
    for (Task task : tasks) {
      List<Step> steps = new ArrayList<>();
      if (begun.add(task.writes().storage())) {
        Arena.zeros(task.writes().storage(), lanes).ifPresent(steps::add);
      }
      steps.addAll(task.steps().get());
      phases.add(new Phase(task.label(), task.nodes(), steps));
    }
    return new Plan(
        List.copyOf(phases),
        inputs.stream().map(value -> place(value, lanes)).toList(),
        outputs.stream().map(value -> place(value, lanes)).toList(),
        new Memory(new float[(int) length], store.toArray()));
  }

  /** The steps of a graph's plan, one for each phase; no code is made and no weights are read. */
  public static List<RuntimeStep> steps(
      Graph graph, Weights weights, Lanes lanes, int threads, Winograd winograd) {
    new Limits(graph).requireArrays();
    return new Planner(graph, weights, lanes, threads, winograd, new WeightStore())
        .plan().stream().map(task -> TaskStep.of(task, lanes)).toList();
  }

  private static Set<Storage> lifetimes(List<Task> tasks, List<Value> inputs, List<Value> outputs) {
    Set<Storage> storages = new LinkedHashSet<>();
    for (Value input : inputs) {
      // Inputs are loaded once and may be used by many runs, so they are never overwritten.
      input.storage().used(0);
      input.storage().used(tasks.size());
      storages.add(input.storage());
    }
    for (int i = 0; i < tasks.size(); i++) {
      for (Value value : tasks.get(i).reads()) {
        value.storage().used(i);
        storages.add(value.storage());
      }
      tasks.get(i).writes().storage().used(i);
      storages.add(tasks.get(i).writes().storage());
    }
    outputs.forEach(output -> {
      output.storage().used(tasks.size());
      storages.add(output.storage());
    });
    return storages;
  }

  private static void makeDense(List<Task> tasks, List<Value> inputs, Lanes lanes) {
    for (Value input : inputs) {
      boolean alone =
          input.isMap()
              && input.shape().channels() < lanes.count()
              && tasks.stream()
                  .filter(task -> task.reads().contains(input))
                  .allMatch(task -> readsSingleValues(task, lanes));
      if (alone) {
        input.storage().dense = true;
        input.storage().slots = input.requireOrder().slots();
      }
    }
  }

  private static boolean readsSingleValues(Task task, Lanes lanes) {
    return !task.nodes().isEmpty()
        && task.nodes().getFirst().op() instanceof Op.Conv
        && Convolution.of(task.nodes().getFirst(), lanes) == Convolution.GEMM;
  }

  private static Place place(Value value, Lanes lanes) {
    return value.isMap() ? new Place.InMap(value.map(lanes)) : new Place.InMatrix(value.matrix());
  }
}
