package convspectrum.search.study;

import convspectrum.costmodel.DataType;
import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.measure.QuantisationNoise;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.quantised.IntegerNotes;
import convspectrum.executor.quantised.IntegerOracle;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the outputs of runtimes with the reference, on a smaller input where the reference would
 * be slow: of runtimes of integers with those of exact integers, which are the reference for them.
 * The reference always runs in this process, and its output for a design is kept for all runtimes.
 */
final class OutputChecks {
  private final StudyWorkload workload;
  private final LocalHost reference;
  private final RunOptions options;
  private final Map<String, List<Tensor>> expected = new HashMap<>();
  private final Map<String, List<Tensor>> exact = new HashMap<>();
  private final IntegerNotes notes;

  /** By runtime and design, the signal-to-quantisation-noise ratio in dB. */
  private final Map<InferenceRuntime, Map<String, Double>> sqnr = new HashMap<>();

  private OutputChecks(StudyWorkload workload, LocalHost reference, RunOptions options) {
    this.workload = workload;
    this.reference = reference;
    this.options = options;
    this.notes = new IntegerNotes(options.weights());
  }

  /** The checks of these designs. */
  static OutputChecks of(Designs designs, StudyOptions options, Instruments instruments) {
    StudyWorkload workload =
        new StudyWorkload(
            designs, new ReferenceRuntime(), RunOptions.SINGLE_THREAD, options.seed());
    return new OutputChecks(
        workload, new LocalHost(workload, instruments, 1, false, options.seed()), options.run());
  }

  /** Why a runtime may not be timed on a design, if there is a reason. */
  Optional<String> failure(ComparedDesign design, InferenceRuntime runtime, Host host) {
    try {
      List<Tensor> wanted = expected.computeIfAbsent(design.label(), reference::outputs);
      if (runtime instanceof ReferenceRuntime) {
        return Optional.empty();
      }
      List<Tensor> found = host.outputs(design.label());
      if (runtime.dataType() != DataType.FLOAT32) {
        return integerFailure(design.label(), runtime, found, wanted);
      }
      Graph graph = workload.checked(design.label()).graph();
      return OutputCheck.compare(
              design.label(), runtime.name(), graph, found, wanted, OutputCheck.NETWORK_TOLERANCE)
          .failure();
    } catch (RuntimeException e) {
      // One design that a runtime cannot take must not end the run of all the others.
      return Optional.of(runtime.name() + " cannot run it: " + e.getMessage());
    }
  }

  private Optional<String> integerFailure(
      String design, InferenceRuntime runtime, List<Tensor> found, List<Tensor> real) {
    List<Tensor> integers = exact.computeIfAbsent(design, this::exact);
    sqnr.computeIfAbsent(runtime, _ -> new LinkedHashMap<>())
        .put(design, QuantisationNoise.decibels(real, found));
    return QuantisationNoise.failure(design, runtime.name(), found, integers, real);
  }

  private List<Tensor> exact(String design) {
    IntegerOracle oracle = workload.oracle(design, options);
    notes.add(oracle.network(), oracle.inputs());
    return oracle.outputs();
  }

  /** The signal-to-quantisation-noise ratios of a runtime's outputs in dB, by design. */
  Map<String, Double> sqnr(InferenceRuntime runtime) {
    return sqnr.getOrDefault(runtime, Map.of());
  }

  /** What is to be said of the networks of integers; nothing where none was made. */
  List<String> integerNotes() {
    return exact.isEmpty() ? List.of() : notes.sentences();
  }
}
