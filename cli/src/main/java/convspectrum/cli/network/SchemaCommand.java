package convspectrum.cli.network;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.reports.json.ResultKind;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.schema.SpecSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of specs. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of specs, which editors complete from, or of a kind of JSON that commands"
          + " print.",
      "",
      "In a spec:  # yaml-language-server: $schema=convspectrum.schema.json"
    })
public final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      completionCandidates = Kinds.class,
      description = "A kind of JSON, as cost or explore (docs/json.md). Without it: specs.")
  private @Nullable String kind;

  /** The kinds, for completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Arrays.stream(ResultKind.values()).map(ResultKind::id),
              Stream.of("result", "latency-table"))
          .iterator();
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (kind == null) {
      out.println(SpecSchema.create());
    } else {
      out.print(Choice.of("schema", kind, SchemaCommand::of));
    }
    return ExitCode.DONE;
  }

  private static String of(String kind) {
    List<String> known = new ArrayList<>();
    new Kinds().forEach(known::add);
    if (!known.contains(kind)) {
      throw new IllegalArgumentException(
          "unknown kind '%s'; %s".formatted(kind, Suggestions.didYouMean(kind, known)));
    }
    try (InputStream in =
        SchemaCommand.class.getResourceAsStream("schemas/" + kind + ".schema.json")) {
      return new String(Objects.requireNonNull(in, kind).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
