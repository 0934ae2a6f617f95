package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.json.ResultKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command says what it takes, and completes it. */
final class HelpTest {
  private static final Map<String, CommandLine> COMMANDS = Main.commandLine().getSubcommands();

  @TempDir private Path folder;

  @Test
  void theCommandsAreThese() {
    assertThat(COMMANDS.keySet())
        .containsExactlyInAnyOrder(
            "explore",
            "cost",
            "compare",
            "measure",
            "suggest",
            "study",
            "run",
            "search",
            "predict",
            "journal",
            "export",
            "check",
            "schema",
            "zoo",
            "machine",
            "proxies",
            "train",
            "validate",
            "compare-runs",
            "leaderboard",
            "calibrate-measuring",
            "completion",
            "help");
    Ran help = Ran.done("--help");
    List<String> shown =
        COMMANDS.entrySet().stream()
            .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(shown).hasSize(COMMANDS.size() - 1);
    assertThat(help.out())
        .doesNotContain("calibrate-measuring")
        .contains(shown)
        .contains("convspectrum explore");
    assertThat(help.err()).isEmpty();
  }

  /** Options that people are to know of. */
  private static List<OptionSpec> shown(CommandLine command) {
    return command.getCommandSpec().options().stream().filter(o -> !o.hidden()).toList();
  }

  @Test
  void helpMentionsEveryOption() {
    int options = 0;
    for (Map.Entry<String, CommandLine> command : COMMANDS.entrySet()) {
      Ran help = Ran.done("help", command.getKey());
      for (OptionSpec option : shown(command.getValue())) {
        assertThat(help.out()).as(command.getKey()).contains(option.names());
        assertThat(option.description()).as(command.getKey() + option).isNotEmpty();
        options++;
      }
      if (!command.getKey().equals("help")) {
        assertThat(Ran.done(command.getKey(), "--help")).isEqualTo(help);
      }
    }
    assertThat(options).isGreaterThan(50);
  }

  @Test
  void helpSaysTheExitCodes() {
    assertThat(Ran.done("--help").out()).contains("Exit codes:", "2     wrong usage or spec");
    for (String command : new String[] {"cost", "compare", "measure", "compare-runs"}) {
      assertThat(Ran.done("help", command).out()).contains("done, but a requirement is not met");
    }
    assertThat(Ran.done("help", "zoo").out()).contains("Exit codes:").doesNotContain("requirement");
    assertThat(Ran.done("proxies", "score", "--help").out()).contains("Exit codes:");
  }

  @Test
  void aUserMayGuessTheWordsOfAnOption() {
    assertThat(Ran.done("help", "cost").out()).contains("layer, block, op, network");
    assertThat(Ran.done("help", "export").out()).contains("One of: onnx, pytorch, yaml.");
  }

  @Test
  void theVersionNamesJavaToo() {
    assertThat(Ran.done("--version").out()).startsWith("convspectrum ").contains("Java 25");
  }

  @Test
  void completionKnowsEveryCommandAndOption() throws IOException, InterruptedException {
    String script = Ran.done("completion").out();
    int options = 0;
    for (Map.Entry<String, CommandLine> command : COMMANDS.entrySet()) {
      String name = command.getKey().replace("-", ""); // shell functions have no dash
      if (command.getValue().getCommandSpec().usageMessage().hidden()) {
        assertThat(script).doesNotContain("_picocli_convspectrum_" + name + "()");
        continue;
      }
      assertThat(script).contains("_picocli_convspectrum_" + name + "()");
      for (OptionSpec option : shown(command.getValue())) {
        assertThat(script).contains(option.longestName());
        options++;
      }
    }
    assertThat(options).isGreaterThan(50);
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
    Path file = Files.writeString(folder.resolve("completion.bash"), script);
    Process bash =
        new ProcessBuilder("/bin/bash", "-n", file.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(said).isEmpty();
    assertThat(bash.exitValue()).isZero();
  }

  @Test
  void schemaIsJson() {
    JsonNode schema = JsonMapper.shared().readTree(Ran.done("schema").out());
    assertThat(Set.copyOf(schema.propertyNames())).contains("$schema", "properties");
    assertThat(Set.copyOf(schema.get("properties").propertyNames()))
        .contains("name", "input", "parameters", "references", "baseline", "layers");
  }

  @Test
  void kindsOfJsonHaveSchemas() {
    for (ResultKind kind : ResultKind.values()) {
      JsonNode schema = JsonMapper.shared().readTree(Ran.done("schema", kind.id()).out());
      assertThat(schema.get("title").asString()).isEqualTo(kind.schema());
    }
    assertThat(Ran.of("schema", "costs"))
        .isEqualTo(
            new Ran(2, "", "convspectrum: schema: unknown kind 'costs'; did you mean 'cost'?\n"));
  }

  @Test
  void machineIsKnownWithoutMeasuring() {
    JsonNode json =
        JsonMapper.shared().readTree(Ran.done("machine", "--no-measure", "--format", "json").out());
    JsonNode machine = json.get("machine");
    assertThat(machine.get("fingerprint").asString()).matches("[0-9a-f]{12}");
    assertThat(machine.get("physical_cores").asInt()).isPositive();
    assertThat(json.at("/details/vector_kernels").asString())
        .isEqualTo(
            "plain Java, a value at a time: Java runs without the module jdk.incubator.vector");
    assertThat(machine.get("limits").isNull()).isTrue();
  }
}
