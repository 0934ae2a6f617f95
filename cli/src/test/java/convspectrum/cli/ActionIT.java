package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import convspectrum.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The script of the GitHub Action, as a runner starts it, with the program that Maven has packaged.
 */
final class ActionIT {
  private static final Path SCRIPT = Repository.ROOT.resolve("action/ci.sh");

  @TempDir private Path folder;

  @BeforeEach
  void requireBash() {
    assumeThat(Path.of("/bin/bash")).as("bash").isExecutable();
  }

  private Ran run(Map<String, String> inputs) throws IOException, InterruptedException {
    Path out = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", SCRIPT.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    builder.environment().putAll(inputs);
    Files.deleteIfExists(folder.resolve("outputs"));
    int code = builder.start().waitFor();
    return new Ran(code, Files.readString(out, StandardCharsets.UTF_8), "");
  }

  private Map<String, String> outputs() throws IOException {
    return Files.readAllLines(folder.resolve("outputs")).stream()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
  }

  private String comment() throws IOException {
    return Files.readString(folder.resolve("convspectrum-ci/comment.md"));
  }

  @Test
  void countsAreRequired() throws IOException, InterruptedException {
    String tiny = Specs.tiny(folder).toString();
    Map<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "INPUT_COMMAND", "cost",
                "INPUT_MODEL", tiny,
                "INPUT_ARGUMENTS", "--by=network\n--set=segments=8\n",
                "INPUT_REQUIRE", "macs<=1M\nparams<=10k"));
    Ran met = run(inputs);
    assertThat(met.code()).as(met.out()).isZero();
    assertThat(outputs()).containsEntry("exit-code", "0").containsEntry("result", "");
    assertThat(comment()).contains("| tiny |").doesNotContain(":x:");
    assertThat(folder.resolve("summary.md")).content().isEqualTo(comment());
    inputs.put("INPUT_REQUIRE", "macs<=1k");
    Ran failed = run(inputs);
    assertThat(failed.code()).as(failed.out()).isEqualTo(3);
    assertThat(comment()).contains("- :x: ` requirement 'macs<=1k' is not met: ");
    inputs.put("INPUT_REQUIRE", "macs<=$(touch hacked)`touch hacked`");
    assertThat(run(inputs).code()).isEqualTo(2);
    assertThat(comment()).contains(":boom:");
    assertThat(folder.resolve("hacked")).doesNotExist();
    inputs.put("INPUT_COMMAND", "rm");
    assertThat(run(inputs).out())
        .contains("found 'rm'; expected cost, measure, explore or validate");
    assertThat(outputs()).containsEntry("exit-code", "2").containsEntry("comment", "");
  }

  /**
   * Inputs are words: blanks, quotes, line ends of other systems and missing last ones are kept.
   */
  @Test
  void inputsAreTakenAsTheyAre() throws IOException, InterruptedException {
    Path strange = Files.createDirectory(folder.resolve("a folder with 'quotes' and $HOME"));
    Path spec = Files.move(Specs.tiny(folder), strange.resolve("the \"spec\" *.yaml"));
    Map<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "INPUT_COMMAND", "cost",
                "INPUT_MODEL", "\n" + spec + "\r\n\n",
                "INPUT_ARGUMENTS", "--by=network\r\n--set\r\nsegments=8",
                "INPUT_REQUIRE", "name = 'tiny'\n\nmacs <= 1M and params <= 10k\n",
                "INPUT_FOLDER", "out of \"ci\" $(touch hacked)"));
    Ran ran = run(inputs);
    assertThat(ran.code()).as(ran.out()).isZero();
    String comment = "out of \"ci\" $(touch hacked)/comment.md";
    assertThat(outputs()).containsEntry("comment", comment).containsEntry("exit-code", "0");
    assertThat(folder.resolve(comment)).content().contains("| tiny |");
    assertThat(folder.resolve("hacked")).doesNotExist();
    inputs.put("INPUT_FOLDER", "-x");
    assertThat(run(inputs).code()).isZero();
    assertThat(folder.resolve("-x/comment.md")).exists();
    inputs.put("INPUT_FOLDER", "one\nexit-code=0");
    Ran injected = run(inputs);
    assertThat(injected.code()).isEqualTo(2);
    assertThat(injected.out()).startsWith("folder: found a name with a line break");
    assertThat(folder.resolve("outputs"))
        .content()
        .isEqualTo("comment=\nresult=\nbenchmark=\nexit-code=2\n");
    inputs.put("INPUT_FOLDER", "out");
    inputs.put("INPUT_MODEL", "--version");
    Ran option = run(inputs);
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.out()).contains("found '--version'; expected a spec");
    inputs.put("INPUT_MODEL", "\n\n");
    assertThat(run(inputs).code()).isEqualTo(2);
  }

  /** Somebody who names a model chooses what stands in a comment, but not what it does there. */
  @Test
  void namesAreNoMarkup() throws IOException, InterruptedException {
    Path spec = folder.resolve("a|b``c<b>@me.yaml");
    Files.writeString(
        spec,
        """
        name: "x|y`z<img src=x>@everyone [l](javascript:1)"
        input: [1, 3, 8, 8]
        layers: [conv: {out: 4}]
        """);
    Map<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "INPUT_COMMAND", "cost",
                "INPUT_MODEL", spec.toString(),
                "INPUT_ARGUMENTS", "--by=network",
                "INPUT_REQUIRE", "macs<=1"));
    assertThat(run(inputs).code()).isEqualTo(3);
    assertThat(comment())
        .contains("| x\\|y\\`z&lt;img src=x&gt;@&#8203;everyone \\[l\\](javascript:1) |")
        .contains("- :x: `` requirement 'macs<=1' is not met: x|y`z<img src=x>@everyone")
        .endsWith(" has 6,912 ``\n\n");
    inputs.put("INPUT_MODEL", spec + ".none");
    assertThat(run(inputs).code()).isEqualTo(2);
    assertThat(comment())
        .contains("- :boom: ``` ", "a|b``c<b>@me.yaml.none: there is no such file");
  }

  @Test
  void whatIsNoToolNoFolderOrNoBaselineIsRefused() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("taken"));
    Map<String, String> refused =
        Map.of(
            "INPUT_TOOL", "nowhere",
            "INPUT_FOLDER", "taken",
            "INPUT_BASELINE", "--help");
    for (Map.Entry<String, String> input : refused.entrySet()) {
      Map<String, String> inputs = new TreeMap<>(Map.of("INPUT_MODEL", "zoo:alexnet"));
      inputs.put("INPUT_COMMAND", "cost");
      inputs.put(input.getKey(), input.getValue());
      Ran ran = run(inputs);
      assertThat(ran.code()).as(input.getKey()).isEqualTo(2);
      assertThat(ran.out())
          .startsWith(input.getKey().substring(6).toLowerCase(Locale.ROOT))
          .contains("found '" + input.getValue() + "'", "; expected ")
          .doesNotContain("ci.sh");
    }
  }

  /** GitHub refuses comments of more than 65,536 characters. */
  @Test
  void longTablesAreCut() throws IOException, InterruptedException {
    Ran ran =
        run(
            Map.of(
                "INPUT_COMMAND", "cost",
                "INPUT_MODEL", Repository.example("nasbench201.yaml"),
                "INPUT_ARGUMENTS", "--sweep=op_1_0,op_2_0,op_2_1,op_3_0"));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(comment())
        .hasSizeBetween(60_000, 65_536)
        .endsWith("`--columns` in the arguments.*\n");
    assertThat(comment().lines().filter(line -> line.startsWith("|")))
        .allMatch(line -> line.endsWith("|"));
  }

  @Test
  void aSweepIsJudged() throws IOException, InterruptedException {
    Map<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "INPUT_COMMAND", "validate",
                "INPUT_MODEL", Specs.tiny(folder).toString(),
                "INPUT_ARGUMENTS", "--set=out=8\n--runtime=onnxruntime\n--budget=1s",
                "INPUT_REQUIRE", "ms<=1ns"));
    Ran ran = run(inputs);
    assertThat(ran.code()).as(ran.out()).isEqualTo(3);
    assertThat(comment()).contains("- :x: ` requirement 'ms<=1ns'");
    assertThat(folder.resolve(outputs().get("result"))).exists();
    assertThat(folder.resolve(outputs().get("benchmark"))).exists();
  }

  @Test
  void timesAreWrittenAndComparedWithABaseline() throws IOException, InterruptedException {
    Map<String, String> inputs =
        new TreeMap<>(
            Map.of(
                "INPUT_MODEL",
                Specs.tiny(folder).toString(),
                "INPUT_ARGUMENTS",
                "--runtime=onnxruntime\n--budget=1s"));
    Ran first = run(inputs);
    assertThat(first.code()).as(first.out()).isZero();
    Path result = folder.resolve(outputs().get("result"));
    assertThat(result).exists();
    JsonNode benchmark =
        JsonMapper.shared().readTree(Files.readString(folder.resolve(outputs().get("benchmark"))));
    assertThat(benchmark.isArray()).isTrue();
    assertThat(benchmark).hasSize(1);
    JsonNode entry = benchmark.get(0);
    // What github-action-benchmark documents of customSmallerIsBetter.
    assertThat(entry.propertyNames())
        .containsExactlyInAnyOrder("name", "unit", "value", "range", "extra");
    assertThat(entry.get("name").asString()).isEqualTo("tiny on onnxruntime, 1 thread");
    assertThat(entry.get("unit").asString()).isEqualTo("ms");
    assertThat(entry.get("value").isNumber()).isTrue();
    assertThat(entry.get("value").asDouble()).isPositive();
    assertThat(entry.get("range").isString()).isTrue();
    assertThat(entry.get("extra").asString()).containsPattern("; samples: \\d+");
    // A thousand times as fast as it can be.
    Path baseline = folder.resolve("baseline.json");
    Files.writeString(baseline, thousandth(Files.readString(result)));
    inputs.put("INPUT_BASELINE", baseline.toString());
    inputs.put("INPUT_FAIL_ON", "slower,cannot-tell");
    Ran slower = run(inputs);
    assertThat(slower.code()).as(slower.out()).isEqualTo(3);
    assertThat(comment()).contains("#### Against the baseline", ":x:");
  }

  private static String thousandth(String result) {
    return Pattern.compile("\"samples\":\\[([^\\]]*)\\]")
        .matcher(result)
        .replaceAll((MatchResult found) ->
            "\"samples\":["
                + Arrays.stream(found.group(1).split(","))
                    .map(sample -> Double.toString(Double.parseDouble(sample) / 1000))
                    .collect(Collectors.joining(","))
                + "]");
  }

  /** A runner passes each input as the variable that the script reads. */
  @Test
  void theActionPassesEveryInput() throws IOException {
    Path action = Repository.ROOT.resolve("action/action.yml");
    String text = Files.readString(action);
    assertThat(YamlReader.parse("action.yml", text)).isNotNull();
    Set<String> inputs = new TreeSet<>();
    String declared = text.substring(text.indexOf("inputs:"), text.indexOf("outputs:"));
    Pattern.compile("(?m)^  ([a-z-]+):$")
        .matcher(declared)
        .results()
        .forEach(one -> inputs.add(one.group(1)));
    assertThat(inputs).contains("command", "model", "fail-on").hasSizeGreaterThan(7);
    String script = Files.readString(SCRIPT);
    for (String input : inputs) {
      String variable = "INPUT_" + input.toUpperCase(Locale.ROOT).replace('-', '_');
      assertThat(text).contains(variable + ": ${{ inputs." + input + " }}");
      assertThat(script).contains(variable);
      assertThat(Files.readString(Repository.ROOT.resolve("docs/ci.md")))
          .contains("`" + input + "`");
    }
    assertThat(text).contains("using: composite", "$GITHUB_ACTION_PATH/ci.sh");
    assertThat(SCRIPT).isExecutable();
  }
}
