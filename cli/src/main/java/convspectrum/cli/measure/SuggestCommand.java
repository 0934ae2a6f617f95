package convspectrum.cli.measure;

import convspectrum.cli.model.ExportTarget;
import convspectrum.cli.model.ExportedFile;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.cost.SuggestionTable;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Network;
import convspectrum.search.study.Latencies;
import convspectrum.search.substitution.LayerDesigns;
import convspectrum.search.substitution.SpatialConvolutions;
import convspectrum.search.substitution.SubstitutedNetwork;
import convspectrum.search.substitution.Substitution;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the convolutions of a network would cost and take in segments, and cuts some. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Shows for each regular spatial convolution of a network what it would cost and take in"
          + " segments, those that save most time first.",
      "",
      "A convolution of C channels becomes a spatial one in S segments, 1 < S <= C, and a 1×1"
          + " convolution behind it; with S = C that is depthwise separable. Times are of each layer"
          + " alone.",
      "",
      "With --apply and --out it writes the changed network and measures nothing. Replaced layers"
          + " have new, seeded weights there; all others keep theirs."
    })
public final class SuggestCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private MeasuringOptions measuring;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "MODEL",
      description = "An ONNX file or a spec (YAML file, or zoo:NAME).")
  private String model;

  @Option(
      names = "--segments",
      paramLabel = "S,…",
      split = ",",
      defaultValue = "4,16,depthwise",
      description =
          "Segment counts to show, by commas: whole numbers, of which each convolution gets the"
              + " nearest that divides its channels, depthwise, or all. Default: ${DEFAULT-VALUE}.")
  private List<String> segments;

  @Option(names = "--no-measure", description = "Only count; time nothing.")
  private boolean noMeasure;

  @Option(
      names = "--apply",
      paramLabel = "LAYER=S",
      description =
          "Cut this convolution into S segments, or depthwise; a * in the name stands for anything,"
              + " and each that fits gets the nearest possible count. $NAME leaves S open, as a"
              + " parameter of the spec that is written. May be repeated.")
  private List<String> apply = List.of();

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      completionCandidates = ExportTarget.Names.class,
      description =
          "What to write with --apply: ${COMPLETION-CANDIDATES}. Default: as --out is named.")
  private @Nullable String to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the changed network, with --apply: .onnx, .py, .yaml.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    format.check();
    measuring.check();
    Optional<ExportTarget> target = target();
    segments.stream()
        .map(String::strip)
        .filter(one -> !one.equals(ALL))
        .forEach(one ->
            AppliedSegments.check("--segments", one, "whole numbers above 1, depthwise or all"));
    PrintWriter err = spec.commandLine().getErr();
    Model read = Model.readWhole(model, options, err);
    Network network = read.network();
    SpatialConvolutions convolutions = SpatialConvolutions.of(network.graph());
    if (out != null && target.isPresent()) {
      return write(
          read, network, convolutions, new ExportedFile(target.get(), out, measuring.seed()));
    }
    List<Substitution> possible =
        convolutions.nodes().stream().flatMap(node -> choices(node).stream()).toList();
    if (possible.isEmpty()) {
      print(network, convolutions, List.of(), Optional.empty(), Latencies.none());
      return ExitCode.DONE;
    }
    LayerDesigns layers = LayerDesigns.of(network.name(), possible);
    if (measuring.isWorker()) {
      return measuring.serve(layers.designs());
    }
    Latencies planned =
        noMeasure ? Latencies.none() : Latencies.planned(measuring.study(layers.designs()));
    format.check(() -> table(network, layers.rows(), Optional.empty(), planned));
    if (noMeasure) {
      print(network, convolutions, layers.rows(), Optional.empty(), Latencies.none());
      return ExitCode.DONE;
    }
    Machine machine = Machine.read();
    Outlook.announce(layers.designs(), Optional.of(measuring.study(layers.designs())), err);
    Latencies latencies = measuring.measure(layers.designs(), machine, spec);
    print(network, convolutions, layers.rows(), Optional.of(machine), latencies);
    measuring.writeJmh(err);
    return latencies.nothingTimed() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** What to write; none where nothing is to be changed. */
  private Optional<ExportTarget> target() {
    if (apply.isEmpty() && (out != null || to != null)) {
      throw new UsageException(
          "%s: found no --apply; expected what to change; try --apply '*=depthwise'"
              .formatted(out == null ? "--to " + to : "--out " + out));
    }
    if (!apply.isEmpty() && out == null) {
      throw new UsageException(
          "--apply %s: found no --out; expected the file to write; try --out changed.onnx"
              .formatted(apply.getFirst()));
    }
    return out == null
        ? Optional.empty()
        : Optional.of(ExportTarget.of(Optional.ofNullable(to), out));
  }

  private List<Substitution> choices(Node node) {
    List<Integer> possible = Substitution.possible(node);
    TreeSet<Integer> counts = new TreeSet<>();
    for (String wanted : segments) {
      switch (wanted.strip()) {
        case ALL -> counts.addAll(possible);
        case AppliedSegments.DEPTHWISE -> counts.add(node.inputShape().channels());
        default -> counts.add(Substitution.nearest(node, Integer.parseInt(wanted.strip())));
      }
    }
    return counts.stream().map(count -> new Substitution(node, count)).toList();
  }

  private int write(
      Model read, Network network, SpatialConvolutions convolutions, ExportedFile file) {
    if (convolutions.nodes().isEmpty()) {
      throw new UsageException(
          "--apply %s: found nothing to change. %s"
              .formatted(apply.getFirst(), convolutions.sentence()));
    }
    AppliedSegments given = AppliedSegments.of(apply, convolutions);
    List<Substitution> applied = given.substitutions();
    SubstitutedNetwork changed = SubstitutedNetwork.of(network, applied, measuring.seed());
    Graph graph = changed.graph();
    if (!given.parameters().isEmpty()) {
      return writeOpen(network, convolutions, given, graph, file);
    }
    String written =
        file.write(
            graph,
            changed.weights(),
            () -> ExportedFile.yaml(model, graph),
            network.design().map(Object::toString).orElse(""),
            "weights of replaced layers are new, of seed %d; else %s"
                .formatted(measuring.seed(), read.weightsFrom(measuring.seed())));
    PrintWriter print = spec.commandLine().getOut();
    print.println(written);
    applied.forEach(one -> print.println(given.line(one)));
    Cost before = cost(network.graph());
    Cost after = cost(graph);
    print.println(
        String.format(
            Locale.ROOT,
            "%d of %d regular spatial convolutions replaced: %,d MACs and %,d parameters fewer, of %,d and %,d",
            applied.size(),
            convolutions.nodes().size(),
            before.macs() - after.macs(),
            before.params() - after.params(),
            before.macs(),
            before.params()));
    return ExitCode.DONE;
  }

  /** Writes a spec that leaves the segments of some layers open, beside the network as it is. */
  private int writeOpen(
      Network network,
      SpatialConvolutions convolutions,
      AppliedSegments given,
      Graph graph,
      ExportedFile file) {
    if (file.target() != ExportTarget.YAML) {
      throw new UsageException(
          "--out %s: found a parameter in --apply %s; expected a spec, which alone has parameters; try --out %s"
              .formatted(file.file(), String.join(" ", apply), "changed.yaml"));
    }
    AtomicFile.write(file.file(), ExportedFile.yaml(model, graph, given.open(), network.graph()));
    PrintWriter print = spec.commandLine().getOut();
    print.println(
        "%s: spec with %d of %d regular spatial convolutions replaced, beside the original; explore sweeps %s"
            .formatted(
                file.file(),
                given.substitutions().size(),
                convolutions.nodes().size(),
                given.parameters().values().stream()
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "))));
    given.substitutions().forEach(one -> print.println(given.line(one)));
    return ExitCode.DONE;
  }

  private static Cost cost(Graph graph) {
    return NetworkCost.of(graph, CostOptions.DEFAULT).total();
  }

  private static ResultTable table(
      Network network,
      List<LayerDesigns.Row> rows,
      Optional<Machine> machine,
      Latencies latencies) {
    return new SuggestionTable(network.name(), cost(network.graph()), rows, latencies)
        .table(machine);
  }

  private void print(
      Network network,
      SpatialConvolutions convolutions,
      List<LayerDesigns.Row> rows,
      Optional<Machine> machine,
      Latencies latencies) {
    ResultTable table = table(network, rows, machine, latencies);
    List<String> summary =
        new ArrayList<>(List.of(network.name() + ": " + convolutions.sentence()));
    JsonResult counted = JsonResult.of(ResultKind.SUGGEST, table).withSummary(summary);
    JsonResult document =
        machine.map(on -> counted.measured(on, Optional.empty(), latencies.runs())).orElse(counted);
    boolean nothing = rows.isEmpty() && !format.isForMachines();
    PrintWriter print = spec.commandLine().getOut();
    print.print(
        nothing
            ? summary.getFirst() + "\n"
            : format.render(List.of(table), table, () -> document, summary));
    print.flush();
  }
}
