package convspectrum.executor.onednn;

import convspectrum.executor.onednn.library.OneDnnLibrary;
import convspectrum.executor.onednn.plan.Plan;
import convspectrum.executor.onednn.plan.PlannedStep;
import convspectrum.executor.onednn.plan.Planner;
import convspectrum.executor.runtime.ExpandedProgram;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Map;

/**
 * Runs graphs with oneDNN on the CPU. The first call of {@link #compile}, {@link #steps} or {@link
 * #version} loads its native libraries.
 */
public final class OneDnnRuntime implements InferenceRuntime {
  /**
   * How often an idle thread of GNU OpenMP looks for work before it sleeps: long enough for the
   * next primitive of the same pass, and over soon after the pass. Its own number is 300,000 where
   * threads have CPUs of their own.
   */
  private static final int SPINS = 10_000;

  @Override
  public String name() {
    return "onednn";
  }

  @Override
  public String version() {
    return OneDnnLibrary.get().version();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(OneDnnLibrary.SPIN_COUNT, Integer.toString(SPINS));
  }

  @Override
  public List<RuntimeStep> steps(Graph graph, Weights weights, RunOptions options) {
    OneDnnLibrary.get().useThreads(options.threads());
    Expansion expansion = Expansion.of(graph, weights, _ -> false);
    try (Plan plan = Planner.plan(expansion.graph(), expansion.weights())) {
      return plan.steps().stream().map(PlannedStep::runtimeStep).toList();
    }
  }

  @Override
  public boolean plansFast() {
    return false; // primitives are made to learn which kernels they have
  }

  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    OneDnnLibrary.get().useThreads(options.threads());
    return ExpandedProgram.compile(
        graph, weights, _ -> false, (primitive, its) -> program(primitive, its, options));
  }

  /** Prepares a network of integers; its inputs and outputs stay real numbers. */
  public Program compile(QuantisedGraph network, RunOptions options) {
    OneDnnLibrary.get().useThreads(options.threads());
    try (Plan plan = Planner.plan(network)) {
      return new OneDnnProgram(plan, Signature.of(network.graph()), options.threads());
    }
  }

  private static Program program(Graph graph, Weights weights, RunOptions options) {
    try (Plan plan = Planner.plan(graph, weights)) {
      return new OneDnnProgram(plan, Signature.of(graph), options.threads());
    }
  }
}
