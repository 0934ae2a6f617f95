package convspectrum.cli.network;

import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.Version;
import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import convspectrum.search.design.Network;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a model for other tools.",
      "",
      "onnx: the model with its weights. pytorch: one Python file with a module to be trained."
          + " yaml: the chosen design as a spec that leaves nothing open."
    })
public final class ExportCommand implements Callable<Integer> {
  /** The words that {@code --to} takes, for help and completion. */
  public static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(ExportTarget.class).iterator();
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private SeedOption seed;

  @Parameters(
      paramLabel = "MODEL",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private String model;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      completionCandidates = Targets.class,
      description = "One of: ${COMPLETION-CANDIDATES}. Default: as --out is named.")
  private @Nullable String to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to: .onnx, .py, .yaml. A file that is there is replaced.")
  private Path out;

  @Override
  public Integer call() {
    ExportTarget target = ExportTarget.of(Optional.ofNullable(to), out);
    Model read = Model.readWhole(model, options, spec.commandLine().getErr());
    Network network = read.network();
    Graph graph = network.graph();
    Cost cost = NetworkCost.of(graph, CostOptions.DEFAULT).total();
    Weights weights = network.weights().apply(seed.value());
    switch (target) {
      case ONNX -> {
        OnnxWriter.write(graph, weights, out);
        say("ONNX, opset " + OnnxWriter.opset(graph), cost, ", " + read.weightsFrom(seed.value()));
      }
      case PYTORCH -> {
        PyTorchWriter.write(graph, weights, header(network, cost), out);
        say("PyTorch module", cost, ", initial weights by PyTorch, seed " + seed.value());
      }
      case YAML -> {
        AtomicFile.write(out, read.yaml());
        say("spec of one design", cost, "");
      }
    }
    return ExitCode.DONE;
  }

  private PyTorchHeader header(Network network, Cost cost) {
    return new PyTorchHeader(
        Version.current(),
        network.design().map(Object::toString).orElse(""),
        seed.value(),
        cost.macs());
  }

  private void say(String what, Cost cost, String weights) {
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %s, %,d parameters, %,d MACs%s",
                out,
                what,
                cost.params(),
                cost.macs(),
                weights));
  }
}
