package convspectrum.cli.network;

import convspectrum.cli.usage.ExitCode;
import convspectrum.spec.schema.SpecSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of specs. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of specs, which editors complete from.",
      "",
      "In a spec:  # yaml-language-server: $schema=convspectrum.schema.json"
    })
public final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(SpecSchema.create());
    return ExitCode.DONE;
  }
}
