package convspectrum.search.study;

import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the outputs of runtimes with the reference, on a smaller input where the reference would
 * be slow. The reference always runs in this process, and its output for a design is kept for all
 * runtimes.
 */
final class OutputChecks {
  private final StudyWorkload workload;
  private final LocalHost reference;
  private final Map<String, List<Tensor>> expected = new HashMap<>();

  private OutputChecks(StudyWorkload workload, LocalHost reference) {
    this.workload = workload;
    this.reference = reference;
  }

  /** The checks of these designs. */
  static OutputChecks of(Designs designs, StudyOptions options, Instruments instruments) {
    StudyWorkload workload =
        new StudyWorkload(
            designs, new ReferenceRuntime(), RunOptions.SINGLE_THREAD, options.seed());
    return new OutputChecks(
        workload, new LocalHost(workload, instruments, 1, false, options.seed()));
  }

  /** Why a runtime may not be timed on a design, if there is a reason. */
  Optional<String> failure(ComparedDesign design, InferenceRuntime runtime, Host host) {
    try {
      List<Tensor> wanted = expected.computeIfAbsent(design.label(), reference::outputs);
      if (runtime instanceof ReferenceRuntime) {
        return Optional.empty();
      }
      List<Tensor> found = host.outputs(design.label());
      Graph graph = workload.checked(design.label()).graph();
      return OutputCheck.compare(
              design.label(), runtime.name(), graph, found, wanted, OutputCheck.NETWORK_TOLERANCE)
          .failure();
    } catch (RuntimeException e) {
      // One design that a runtime cannot take must not end the run of all the others.
      return Optional.of(runtime.name() + " cannot run it: " + e.getMessage());
    }
  }
}
