package convspectrum.search.study;

import convspectrum.costmodel.DataType;
import convspectrum.executor.measure.CheckSize;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.quantised.IntegerOracle;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.tensor.SeededInputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

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
    ComparedDesign compared = compared(design);
    return job(compared.network(), () -> reduced(compared));
  }

  @Override
  public Job checked(String design) {
    Network network = reduced(compared(design));
    return job(network, () -> network);
  }

  /** What exact integers give for a design at the input size of the check. */
  IntegerOracle oracle(String design, RunOptions run) {
    Network network = reduced(compared(design));
    return IntegerOracle.of(
        network.graph(),
        network.weights().apply(seed),
        SeededInputs.of(network.graph(), seed),
        run);
  }

  /** A design for the input at which it is checked, and at which ranges of integers are found. */
  private static Network reduced(ComparedDesign compared) {
    return CheckSize.reduce(
        compared.network(), Network::graph, compared.cost().total().macs(), compared::resized);
  }

  private ComparedDesign compared(String design) {
    ComparedDesign compared = designs.get(design);
    if (compared == null) {
      throw new IllegalArgumentException(design + " is none of " + designs.keySet());
    }
    return compared;
  }

  private Job job(Network network, Supplier<Network> sample) {
    return new Job(
        network.graph(),
        () -> prepared(sample).compile(network.graph(), network.weights().apply(seed), options),
        () -> SeededInputs.of(network.graph(), seed),
        () -> runtime.steps(network.graph(), network.weights().apply(seed), options));
  }

  private InferenceRuntime prepared(Supplier<Network> sample) {
    if (runtime.dataType() == DataType.FLOAT32) {
      return runtime;
    }
    Network network = sample.get();
    return runtime.calibrated(
        Calibration.seeded(network.graph(), network.weights().apply(seed), seed));
  }
}
