package convspectrum.search.study;

import convspectrum.executor.measure.CheckSize;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.tensor.SeededInputs;
import java.util.LinkedHashMap;
import java.util.Map;

/** The distinct designs on one runtime, on their weights and seeded inputs. */
final class StudyWorkload implements Workload {
  private final InferenceRuntime runtime;
  private final RunOptions options;
  private final long seed;
  private final Map<String, ComparedDesign> designs = new LinkedHashMap<>();

  StudyWorkload(Designs designs, InferenceRuntime runtime, RunOptions options, long seed) {
    this.runtime = runtime;
    this.options = options;
    this.seed = seed;
    designs.distinct().forEach(row -> this.designs.put(row.label(), row));
  }

  @Override
  public String version() {
    return runtime.version();
  }

  @Override
  public Job timed(String design) {
    return job(compared(design).network());
  }

  @Override
  public Job checked(String design) {
    ComparedDesign compared = compared(design);
    return job(
        CheckSize.reduce(
            compared.network(), Network::graph, compared.cost().total().macs(), compared::resized));
  }

  private ComparedDesign compared(String design) {
    ComparedDesign compared = designs.get(design);
    if (compared == null) {
      throw new IllegalArgumentException(design + " is none of " + designs.keySet());
    }
    return compared;
  }

  private Job job(Network network) {
    return new Job(
        network.graph(),
        () -> runtime.compile(network.graph(), network.weights().apply(seed), options),
        () -> SeededInputs.of(network.graph(), seed),
        () -> runtime.steps(network.graph(), network.weights().apply(seed), options));
  }
}
