package convspectrum.search.history;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.search.study.Latencies;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the result of designs that were measured side by side.
 *
 * @param command that measured
 * @param version of this program
 * @param machine this one
 * @param specs that the designs come from: one of all, or one for each row of the designs in order
 */
public record ResultOfDesigns(
    String command, String version, Machine machine, List<SpecText> specs) {
  public ResultOfDesigns {
    specs = List.copyOf(specs);
  }

  /**
   * Collects what was measured.
   *
   * @param latencies of these designs, of one runtime at least
   */
  public RunResult of(Designs compared, Latencies latencies) {
    MeasurementRun first = latencies.runs().getFirst();
    return new RunResult(
        RunResult.SCHEMA,
        version,
        command,
        compared.name(),
        compared.baseline(),
        first.conditions().machine(),
        first.conditions().date().toString(),
        RunHost.of(machine),
        specs.stream().distinct().toList(),
        latencies.runs().stream().map(run -> onRuntime(compared, run)).toList());
  }

  private OnRuntime onRuntime(Designs compared, MeasurementRun run) {
    List<Timed> designs = new ArrayList<>();
    for (int i = 0; i < compared.rows().size(); i++) {
      ComparedDesign design = compared.rows().get(i);
      SpecText spec = specs.get(specs.size() == 1 ? 0 : i);
      Optional<Measurement> measurement =
          design.sameAs().isEmpty() ? run.measurement(design.label()) : Optional.empty();
      measurement.ifPresent(timed ->
          designs.add(
              new Timed(
                  design.label(),
                  spec.hash(),
                  design.design().map(ResultOfDesigns::choices).orElse(Map.of()),
                  inputs(design.graph()),
                  design.fingerprint().hex(),
                  design.cost().total().macs(),
                  timed.samples().values(),
                  timed.samples().groups(),
                  timed.disturbed(),
                  compared.baselineOf(design).evaluatedAs())));
    }
    return new OnRuntime(
        run.conditions().runtime(),
        run.conditions().runtimeVersion(),
        run.conditions().threads(),
        run.conditions().dtype(),
        run.protocol().describe(),
        run.partial(),
        run.noise().sentence(),
        designs);
  }

  /** What a design chooses for each parameter. */
  public static Map<String, String> choices(Design design) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (int i = 0; i < design.parameters().size(); i++) {
      choices.put(design.parameters().get(i).name(), design.value(i).text());
    }
    return choices;
  }

  /** The shapes of the inputs of a graph, batch first. */
  public static List<List<Integer>> inputs(Graph graph) {
    return graph.inputs().stream()
        .map(input -> Arrays.stream(input.shape().toArray()).boxed().toList())
        .toList();
  }
}
