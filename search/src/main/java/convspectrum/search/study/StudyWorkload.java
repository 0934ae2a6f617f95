package convspectrum.search.study;

import convspectrum.executor.measure.CheckSize;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Candidate;
import convspectrum.search.design.Candidates;
import convspectrum.search.design.Network;
import convspectrum.spec.tensor.SeededInputs;
import java.util.LinkedHashMap;
import java.util.Map;

/** The distinct candidates on one runtime, on their weights and seeded inputs. */
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
  public Job timed(String design) {
    return job(candidate(design).network());
  }

  @Override
  public Job checked(String design) {
    Candidate candidate = candidate(design);
    return job(
        CheckSize.reduce(
            candidate.network(),
            Network::graph,
            candidate.cost().total().macs(),
            candidate::resized));
  }

  private Candidate candidate(String design) {
    Candidate candidate = candidates.get(design);
    if (candidate == null) {
      throw new IllegalArgumentException(design + " is none of " + candidates.keySet());
    }
    return candidate;
  }

  private Job job(Network network) {
    return new Job(
        network.graph(),
        () -> runtime.compile(network.graph(), network.weights().apply(seed), options),
        () -> SeededInputs.of(network.graph(), seed));
  }
}
