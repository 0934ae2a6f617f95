package convspectrum.cli.network;

import convspectrum.cli.measure.DataTypeOptions;
import convspectrum.cli.model.ExportTarget;
import convspectrum.cli.model.ExportedFile;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.DataType;
import convspectrum.executor.quantised.Int8Runtime;
import convspectrum.executor.quantised.IntegerNotes;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
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
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private SeedOption seed;
  @Mixin private DataTypeOptions types;
  @Mixin private InputOptions input;

  @Parameters(
      paramLabel = "MODEL",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private String model;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      completionCandidates = ExportTarget.Names.class,
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
    boolean integers = types.one() == DataType.INT8;
    if (integers && target != ExportTarget.ONNX) {
      throw new UsageException(
          "--dtype int8: found --out %s; expected an ONNX file, which has the integers; try a name that ends in .onnx"
              .formatted(out));
    }
    if (!integers && input.isGiven()) {
      throw new UsageException(
          "--load-input: found no --dtype int8, for whose ranges inputs are; try it with --dtype int8");
    }
    Model read = Model.readWhole(model, options, spec.commandLine().getErr());
    ExportedFile file = new ExportedFile(target, out, seed.value());
    spec.commandLine().getOut().println(integers ? integers(read, file) : file.write(read));
    return ExitCode.DONE;
  }

  /** Writes a network of integers, and says what a reader has to know of it. */
  private String integers(Model read, ExportedFile file) {
    Graph graph = read.network().graph();
    Weights weights = read.network().weights().apply(seed.value());
    List<Tensor> inputs = input.of(graph, seed.value());
    QuantisedGraph network =
        Int8Runtime.quantise(
            graph,
            weights,
            new Calibration(graph, weights, () -> inputs),
            new RunOptions(1, false, types.weights()));
    IntegerNotes notes = new IntegerNotes(types.weights());
    notes.add(network, inputs);
    notes.sentences().forEach(note -> spec.commandLine().getErr().println(note));
    return file.write(network, read.weightsFrom(seed.value()));
  }
}
