package convspectrum.cli;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.ExploreReport;
import convspectrum.search.Candidates;
import convspectrum.search.Latencies;
import convspectrum.search.Network;
import convspectrum.search.Sweep;
import convspectrum.search.scoring.CandidateScores;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Parameter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job: sweep, count, measure, report. */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description = {
      "Sweeps a spec's parameters, counts and measures every design, and reports.",
      "",
      "An ONNX file leaves nothing open: it is one row.",
      "Without SPEC it takes the bundled example: one Xception layer across the whole spectrum."
    })
final class ExploreCommand implements Callable<Integer> {
  @picocli.CommandLine.Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private MeasuringOptions measuring;
  @Mixin private ProxyColumnOptions proxies;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "SPEC",
      arity = "0..1",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private @Nullable String source;

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description = "Parameters to sweep, by commas. Default: all that --set does not fix.")
  private List<String> sweep = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "convspectrum-out",
      description = "Folder for the report. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(names = "--png", description = "Write the charts as pictures too.")
  private boolean png;

  @Option(
      names = "--max-designs",
      paramLabel = "N",
      defaultValue = "500",
      description = "Refuse a larger sweep. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(names = "--no-measure", description = "Only count; time nothing.")
  private boolean noMeasure;

  @Override
  public Integer call() {
    format.check();
    measuring.study(); // refuses what is wrong before anything is read
    if (most < 1) {
      throw new UsageException("--max-designs " + most + ": expected at least 1");
    }
    requireFolder();
    String onnx = source != null && ModelSource.isOnnx(source) ? source : "";
    proxies.check(onnx.isEmpty());
    PrintWriter err = spec.commandLine().getErr();
    Optional<Sweep> space = onnx.isEmpty() ? Optional.of(space()) : Optional.empty();
    Candidates candidates =
        space.isPresent() ? Candidates.of(space.get(), CostOptions.DEFAULT) : imported(onnx);
    if (measuring.isWorker()) {
      return measuring.serve(candidates);
    }
    Machine machine = Machine.read();
    err.println(
        "%s: %d row%s, %d to measure"
            .formatted(
                candidates.name(),
                candidates.rows().size(),
                candidates.rows().size() == 1 ? "" : "s",
                candidates.distinct().size()));
    err.flush();
    Latencies latencies =
        noMeasure ? Latencies.none() : measuring.measure(candidates, machine, spec);
    CandidateScores scores = proxies.score(candidates, space, measuring.seed());
    ExploreReport report =
        new ExploreReport(
            candidates, latencies, scores, machine, Version.current(), measuring.seed());
    List<Path> files = report.write(out);
    spec.commandLine().getOut().print(format.render(report.table(), report::json));
    PrintWriter summary = spec.commandLine().getErr();
    report.summary().forEach(summary::println);
    summary.println("wrote " + Listing.few(files.stream().map(Path::toString).toList()));
    if (png) {
      report.writePictures(out).forEach(picture -> summary.println("wrote " + picture));
    }
    return ExitCode.DONE;
  }

  /** Before minutes of measuring, not after. */
  private void requireFolder() {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException("--out " + out + ": is a file; expected a folder");
    }
  }

  private Sweep space() {
    return sweep(source == null ? ModelSource.example() : ModelSource.spec(source));
  }

  private Candidates imported(String file) {
    PrintWriter err = spec.commandLine().getErr();
    Model model =
        noMeasure && !proxies.any()
            ? Model.read(file, options, err)
            : Model.readWhole(file, options, err);
    Network network = model.network();
    sweep.forEach(name -> requireParameter(name, List.of(), network.name()));
    return Candidates.ofNetworks(List.of(network), CostOptions.DEFAULT);
  }

  private static void requireParameter(String name, List<String> names, String model) {
    if (!names.contains(name)) {
      throw new UsageException(
          "--sweep %s: %s has no such parameter; it has: %s"
              .formatted(name, model, names.isEmpty() ? "none" : Listing.few(names)));
    }
  }

  private Sweep sweep(Spec read) {
    List<String> names = read.parameters().stream().map(Parameter::name).toList();
    for (String name : sweep) {
      requireParameter(name, names, read.name());
      if (options.settings().containsKey(name)) {
        throw new UsageException("--sweep " + name + ": --set fixes it; drop one of the two");
      }
    }
    List<String> swept =
        sweep.isEmpty()
            ? names.stream().filter(name -> !options.settings().containsKey(name)).toList()
            : sweep;
    Sweep designs = new Sweep(read, read.design(options.settings()), swept, options.input());
    if (designs.designs().limit(most + 1L).count() > most) {
      throw new UsageException(
          ("%s has up to %,d designs, more than --max-designs %d. Sweep fewer parameters"
                  + " (--sweep a,b), fix some (--set name=value), or raise the limit")
              .formatted(read.name(), designs.size(), most));
    }
    return designs;
  }
}
