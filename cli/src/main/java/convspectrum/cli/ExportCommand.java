package convspectrum.cli;

import convspectrum.search.Network;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
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
    description = "Writes a model with its seeded weights as ONNX, for other tools to check.")
final class ExportCommand implements Callable<Integer> {
  /** What a model can be written as. */
  enum Target {
    /** ONNX, opset 17. */
    ONNX
  }

  /** The words that {@code --to} takes, for help and completion. */
  static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(Target.class).iterator();
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
      defaultValue = "onnx",
      completionCandidates = Targets.class,
      description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String to;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to.")
  private Path out;

  @Override
  public Integer call() {
    Target target = Choice.of("--to", to, name -> Choice.named(Target.class, name));
    Network network = Model.readWhole(model, options, spec.commandLine().getErr()).network();
    Graph graph = network.graph();
    switch (target) {
      case ONNX -> OnnxWriter.write(graph, network.weights().apply(seed.value()), out);
    }
    spec.commandLine()
        .getOut()
        .println("%s: %d nodes, seed %d".formatted(out, graph.nodes().size(), seed.value()));
    return ExitCode.DONE;
  }
}
