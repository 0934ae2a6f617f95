package convspectrum.search.latency;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.history.ResultOfDesigns;
import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.search.history.SpecText;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredGroup;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.run.MeasuringConditions;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the result of what a search measured. Its samples are the ratios to the baseline of the
 * same rounds, times the time of the baseline; each group of designs is a placement.
 *
 * @param version of this program
 * @param machine this one
 * @param spec that the designs come from
 */
public record ResultOfSearch(String version, Machine machine, SpecText spec) {
  private static final String PROTOCOL =
      "search: groups of designs beside the baseline, a sample for each round: the ratio to the"
          + " baseline of the same round, times the time of the baseline";

  /** Collects what was measured; nothing where no latency was. */
  public Optional<RunResult> of(SearchResult searched) {
    List<OnRuntime> runtimes = new ArrayList<>();
    for (Figure figure : searched.plan().confirmed().figures()) {
      if (figure instanceof LatencyFigure latency) {
        List<Timed> designs = designs(searched, latency);
        if (!designs.isEmpty()) {
          runtimes.add(onRuntime(searched, latency, designs));
        }
      }
    }
    Optional<String> date =
        searched.conditions().stream()
            .map(conditions -> conditions.groups().getFirst().name())
            .min(Comparator.naturalOrder());
    if (runtimes.isEmpty() || date.isEmpty()) {
      return Optional.empty();
    }
    Sweep sweep = searched.plan().sweep();
    return Optional.of(
        new RunResult(
            RunResult.SCHEMA,
            version,
            "search",
            sweep.spec().name(),
            sweep.baseline().name(),
            machine.fingerprint(),
            date.get(),
            RunHost.of(machine),
            List.of(spec),
            runtimes));
  }

  private static OnRuntime onRuntime(
      SearchResult searched, LatencyFigure latency, List<Timed> designs) {
    InferenceRuntime runtime = Runtimes.labelled(latency.runtime());
    String noise =
        searched.conditions().stream()
            .filter(conditions -> conditions.figure().equals(latency.name()))
            .findFirst()
            .map(MeasuringConditions::worst)
            .map(MeasuredGroup::sentence)
            .orElse("");
    return new OnRuntime(
        latency.runtime(),
        runtime.version(),
        latency.threads(),
        runtime.dataType().word(),
        PROTOCOL,
        searched.interrupted(),
        noise,
        designs);
  }

  private List<Timed> designs(SearchResult searched, LatencyFigure latency) {
    List<Timed> designs = new ArrayList<>();
    for (FoundDesign found : searched.designs()) {
      Evaluation evaluation = found.evaluation(latency.name());
      if (evaluation.number().isPresent()) {
        designs.add(timed(searched.plan().sweep(), found, evaluation));
      }
    }
    return designs;
  }

  private Timed timed(Sweep sweep, FoundDesign found, Evaluation evaluation) {
    Graph graph = Network.design(sweep.spec(), found.design(), sweep.input()).graph();
    List<List<Double>> groups =
        MeasuredRounds.of(evaluation).scaled(evaluation.number().orElseThrow());
    return new Timed(
        sweep.parameters().stream()
            .map(name -> name + "=" + found.design().value(name).text())
            .collect(Collectors.joining(", ")),
        spec.hash(),
        ResultOfDesigns.choices(found.design()),
        ResultOfDesigns.inputs(graph),
        Fingerprint.of(graph).hex(),
        NetworkCost.of(graph, CostOptions.DEFAULT).total().macs(),
        groups.stream().flatMap(List::stream).toList(),
        groups.stream().map(List::size).toList(),
        List.of(),
        null);
  }
}
