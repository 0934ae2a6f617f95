package convspectrum.cli.network;

import convspectrum.cli.model.ExportTarget;
import convspectrum.cli.model.ExportedFile;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import java.nio.file.Path;
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
    Model read = Model.readWhole(model, options, spec.commandLine().getErr());
    spec.commandLine().getOut().println(new ExportedFile(target, out, seed.value()).write(read));
    return ExitCode.DONE;
  }
}
