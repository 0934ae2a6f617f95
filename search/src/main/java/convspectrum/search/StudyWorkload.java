package convspectrum.search;

import convspectrum.executor.measure.CheckSize;
import convspectrum.executor.measure.Workload;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distinct candidates on one runtime, on seeded weights and inputs. */
final class StudyWorkload implements Workload {
  private final InferenceRuntime runtime;
  private final RunOptions options;
  private final long seed;
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();

  StudyWorkload(Candidates candidates, InferenceRuntime runtime, RunOptions options, long seed) {
    this.runtime = runtime;
    this.options = options;
    this.seed = seed;
    candidates.distinct().forEach(row -> this.candidates.put(row.label(), row));
  }

  @Override
  public String version() {
    return runtime.version();
  }

  @Override
  public Graph graph(String design) {
    return candidate(design).graph();
  }

  @Override
  public Graph checkGraph(String design) {
    Candidate candidate = candidate(design);
    return CheckSize.reduce(
        candidate.graph(), candidate.cost().total().macs(), candidate.resized());
  }

  private Candidate candidate(String design) {
    Candidate candidate = candidates.get(design);
    if (candidate == null) {
      throw new IllegalArgumentException(design + " is none of " + candidates.keySet());
    }
    return candidate;
  }

  @Override
  public Program compile(Graph graph) {
    return runtime.compile(graph, new SeededWeights(seed), options);
  }

  @Override
  public List<Tensor> inputs(Graph graph) {
    return SeededInputs.of(graph, seed);
  }
}
