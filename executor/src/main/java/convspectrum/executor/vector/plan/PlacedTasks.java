package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tasks of a graph after their values have places in the arena, and before any code is made.
 *
 * @param tasks in order of execution
 * @param inputs values of the graph's inputs
 * @param outputs values of the graph's outputs
 * @param length number of values of the arena
 * @param clearing the tasks that first write zeros around a picture, since other values use the
 *     memory in between
 */
record PlacedTasks(
    List<Task> tasks, List<Value> inputs, List<Value> outputs, long length, Set<Task> clearing) {

  /**
   * Places the tasks of a graph.
   *
   * @param store takes the weights of steps that are made later
   */
  static PlacedTasks of(
      Graph graph,
      Weights weights,
      Lanes lanes,
      int threads,
      Winograd winograd,
      WeightStore store) {
    new Limits(graph).requireArrays();
    Planner planner = new Planner(graph, weights, lanes, threads, winograd, store);
    List<Task> tasks = planner.plan();
    List<Value> inputs = graph.inputs().stream().map(planner::input).toList();
    List<Value> outputs = graph.outputs().stream().map(planner::output).toList();
    Set<Storage> storages = lifetimes(tasks, inputs, outputs);
    makeDense(tasks, inputs, lanes);
    long length = Arena.place(List.copyOf(storages), lanes);
    Set<Task> clearing = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Storage> begun = new HashSet<>();
    for (Task task : tasks) {
      Storage storage = task.writes().storage();
      if (begun.add(storage) && storage.shared) {
        clearing.add(task);
      }
    }
    return new PlacedTasks(tasks, inputs, outputs, length, clearing);
  }

  /** Whether a task writes the zeros around its picture in each run. */
  boolean clears(Task task) {
    return clearing.contains(task);
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
}
