package convspectrum.search;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Conditions;
import convspectrum.executor.measure.Instruments;
import convspectrum.executor.measure.MeasurementRun;
import convspectrum.executor.measure.NotMeasured;
import convspectrum.executor.measure.Outcome;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.QuickMeasuring;
import convspectrum.executor.measure.Subject;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times candidates: on each runtime in turn, every distinct graph is first checked against the
 * reference runtime, then measured beside all the others. What fails the check, or cannot be
 * compiled, is not timed, and says why; the others go on.
 */
public final class LatencyStudy {
  private final StudyOptions options;
  private final Instruments instruments;
  private final Clock clock;
  private final OutputChecks checks;

  /** A study with these options and instruments; {@code clock} dates its runs. */
  public LatencyStudy(StudyOptions options, Instruments instruments, Clock clock) {
    this.options = options;
    this.instruments = instruments;
    this.clock = clock;
    this.checks = new OutputChecks(options);
  }

  /** Measures {@code candidates}; interrupting the thread ends it soon, with what there is. */
  public Latencies run(Candidates candidates, Machine machine, StudyProgress progress) {
    List<MeasurementRun> runs = new ArrayList<>();
    for (InferenceRuntime runtime : options.runtimes()) {
      runs.add(run(runtime, candidates, machine, progress));
    }
    return new Latencies(runs);
  }

  private MeasurementRun run(
      InferenceRuntime runtime, Candidates candidates, Machine machine, StudyProgress progress) {
    List<Candidate> distinct = candidates.distinct();
    Map<String, String> failures = new HashMap<>();
    int done = 0;
    for (Candidate candidate : distinct) {
      progress.report("checking " + runtime.name(), done++, distinct.size(), candidate.label());
      checks
          .failure(candidate, runtime)
          .ifPresent(reason -> failures.put(candidate.label(), reason));
    }
    List<Subject> subjects =
        distinct.stream()
            .filter(candidate -> !failures.containsKey(candidate.label()))
            .map(candidate -> subject(candidate, runtime))
            .toList();
    Conditions conditions =
        new Conditions(
            runtime.name(),
            runtime.version(),
            options.run().threads(),
            "float32",
            machine.fingerprint(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    String baseline = candidates.baselineRow().evaluatedAs();
    MeasurementRun run =
        new QuickMeasuring(options.protocol(), instruments)
            .measure(
                conditions,
                subjects,
                failures.containsKey(baseline) ? Optional.empty() : Optional.of(baseline),
                told(progress, runtime));
    return withFailures(run, distinct, failures);
  }

  private static Progress told(StudyProgress progress, InferenceRuntime runtime) {
    return (phase, done, total, note) -> {
      String task =
          switch (phase) {
            case COMPILE -> "compiling for ";
            case WARM_UP -> "warming up ";
            case ROUNDS -> "timing ";
          };
      progress.report(task + runtime.name(), done, total, note);
    };
  }

  private Subject subject(Candidate candidate, InferenceRuntime runtime) {
    Graph graph = candidate.graph();
    List<Tensor> outputs = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    // Weights once in the runtime's own layout, and activations.
    long bytes =
        Math.addExact(
            Math.multiplyExact(
                4L,
                candidate.cost().total().params() + candidate.cost().total().nonTrainableParams()),
            candidate.cost().peakActivationBytes());
    return new Subject(
        candidate.label(),
        () ->
            runtime.compile(
                graph, candidate.network().weights().apply(options.seed()), options.run()),
        SeededInputs.of(graph, options.seed()),
        outputs,
        bytes);
  }

  private static MeasurementRun withFailures(
      MeasurementRun run, List<Candidate> order, Map<String, String> failures) {
    if (failures.isEmpty()) {
      return run;
    }
    Map<String, Outcome> byDesign = new HashMap<>();
    run.outcomes().forEach(outcome -> byDesign.put(outcome.design(), outcome));
    failures.forEach(
        (label, reason) -> byDesign.put(label, new NotMeasured(label, run.conditions(), reason)));
    List<Outcome> outcomes = new ArrayList<>();
    for (Candidate candidate : order) {
      Outcome outcome = byDesign.get(candidate.label());
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return new MeasurementRun(
        run.conditions(),
        run.protocol(),
        outcomes,
        run.noise(),
        run.rounds(),
        run.batches(),
        run.partial(),
        run.notes());
  }
}
