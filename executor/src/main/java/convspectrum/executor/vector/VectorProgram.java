package convspectrum.executor.vector;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.statistics.Robust;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.plan.Plan;
import convspectrum.executor.vector.plan.Plan.Phase;
import convspectrum.executor.vector.plan.Plan.Place;
import convspectrum.executor.vector.step.MatrixTransfer;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.team.SpinTeam;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs the phases of a plan; every member of the team runs its share of each phase. */
final class VectorProgram implements Program {
  /** Time of the passes of one profile. */
  private static final long PROFILED_NANOS = 5_000_000;

  private static final int MOST_PROFILED = 51;

  private final Plan plan;
  private final Signature signature;
  private final SpinTeam team;
  private final Step[][] phases;
  private final SpinTeam.Job pass;

  VectorProgram(Plan plan, Signature signature, SpinTeam team) {
    this.plan = plan;
    this.signature = signature;
    this.team = team;
    this.phases =
        plan.phases().stream()
            .map(phase -> phase.steps().toArray(Step[]::new))
            .toArray(Step[][]::new);
    this.pass = this::pass;
  }

  /** The threads of the team without the caller. */
  List<Thread> workers() {
    return team.workers();
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    load(inputs);
    team.run(pass);
    for (int i = 0; i < outputs.size(); i++) {
      store(plan.outputs().get(i), outputs.get(i).data());
    }
  }

  @Override
  public Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    Kernels.warmUp();
    load(inputs);
    return () -> team.run(pass);
  }

  private void pass(int member) {
    Memory memory = plan.memory();
    int members = team.members();
    for (Step[] steps : phases) {
      for (Step step : steps) {
        step.run(memory, member, members);
      }
      team.meet();
    }
  }

  /**
   * Runs one pass that brings the program into the caches, and then one or several that are
   * profiled: short steps vary from pass to pass. The median of each step counts.
   */
  @Override
  public List<NodeTime> profile(List<Tensor> inputs) {
    load(inputs);
    long start = System.nanoTime();
    team.run(pass);
    long once = Math.max(1, System.nanoTime() - start);
    long[][] starts =
        new long[(int) Math.clamp(PROFILED_NANOS / once, 1, MOST_PROFILED)][phases.length + 1];
    for (long[] its : starts) {
      profile(its);
    }
    List<NodeTime> times = new ArrayList<>();
    double[] nanos = new double[starts.length];
    for (int i = 0; i < phases.length; i++) {
      for (int k = 0; k < nanos.length; k++) {
        nanos[k] = starts[k][i + 1] - starts[k][i];
      }
      Phase phase = plan.phases().get(i);
      List<String> names = phase.nodes().stream().map(Node::name).toList();
      times.add(
          new NodeTime(
              names.isEmpty() ? List.of(phase.label()) : names,
              phase.label(),
              Math.round(Robust.median(nanos))));
    }
    return times;
  }

  private void profile(long[] starts) {
    team.run(member -> {
      for (int i = 0; i < phases.length; i++) {
        if (member == 0) {
          starts[i] = System.nanoTime();
        }
        for (Step step : phases[i]) {
          step.run(plan.memory(), member, team.members());
        }
        team.meet();
      }
      if (member == 0) {
        starts[phases.length] = System.nanoTime();
      }
    });
  }

  private void load(List<Tensor> inputs) {
    signature.requireInputs(inputs);
    float[] values = plan.memory().values();
    for (int i = 0; i < inputs.size(); i++) {
      float[] data = inputs.get(i).data();
      switch (plan.inputs().get(i)) {
        case Place.InMap(var map) -> MatrixTransfer.toMap(data, 0, map, values);
        case Place.InMatrix(var matrix) ->
            System.arraycopy(data, 0, values, matrix.offset(), data.length);
      }
    }
  }

  private void store(Place place, float[] data) {
    float[] values = plan.memory().values();
    switch (place) {
      case Place.InMap(var map) -> MatrixTransfer.toElements(map, values, data, 0);
      case Place.InMatrix(var matrix) ->
          System.arraycopy(values, matrix.offset(), data, 0, data.length);
    }
  }

  @Override
  public void close() {
    team.close();
  }
}
