package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exit code 3: the command did what it was asked to, and what was required is not met. */
final class RequireOptionTest {
  @TempDir private Path folder;

  private static Ran cost(String... requirements) {
    String[] words = new String[requirements.length + 2];
    words[0] = "cost";
    words[1] = "zoo:mobilenet-v2";
    for (int i = 0; i < requirements.length; i++) {
      words[i + 2] = "--require=" + requirements[i];
    }
    return Ran.of(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "macs<=5e8",
        "macs<=500M and params<4M",
        "macs=300774272",
        "peak_activation_bytes<=10MB, bytes>1kB",
        "name='mobilenet-v2'"
      })
  void whatIsMetEndsAsBefore(String requirement) {
    Ran met = cost(requirement);
    assertThat(met.err()).doesNotContain("requirement");
    assertThat(met.code()).isZero();
    assertThat(met.out()).isEqualTo(cost().out());
  }

  @Test
  void eachThatIsNotMetIsNamedWithItsFigureAndAllIsPrintedAsBefore() {
    Ran ran = cost("macs<=100M", "params<=4M", "params<3504872");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEqualTo(cost().out());
    assertThat(ran.err().lines().filter(line -> line.startsWith("requirement")))
        .containsExactly(
            "requirement 'macs<=100M' is not met: mobilenet-v2 has 300,774,272",
            "requirement 'params<3504872' is not met: mobilenet-v2 has 3,504,872");
  }

  @Test
  void rowsThatAreNotPrintedCountToo() {
    Ran ran =
        Ran.of("cost", "zoo:mobilenet-v2", "--by=op", "--where=op=conv", "--require=macs<=100M");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("conv");
  }

  @Test
  void eachModelThatIsComparedHasToKeepIt() {
    Ran ran =
        Ran.of("compare", "zoo:mobilenet-v2", "zoo:resnet-50", "--by=stage", "--require=macs<1G");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .endsWith("=VALUE)\nrequirement 'macs<1G' is not met: resnet-50 has 4,089,184,256\n");
  }

  /** What is not understood is not counted: the true count may be larger, and never is less. */
  @Test
  void partialCountsAreLowerBounds() throws IOException {
    String file = OnnxFiles.unknown(folder).toString();
    for (String command : new String[] {"cost", "compare"}) {
      Ran ran = Ran.of(command, file, "--allow-unknown", "--require=macs<=1G");
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err())
          .contains(
              "requirement 'macs<=1G': cannot tell whether it is met: unknown (partial) has at least"
                  + " 4,608\n");
      assertThat(Ran.of(command, file, "--allow-unknown", "--require=macs>1k").code()).isZero();
      assertThat(Ran.of(command, file, "--allow-unknown", "--require=macs<1k").err())
          .contains("'macs<1k' is not met: unknown (partial) has at least 4,608\n");
    }
  }

  @Test
  void measuredFiguresKeepWhatTheirWholeIntervalKeeps() throws IOException {
    String[] command = {
      "measure",
      Specs.tiny(folder).toString(),
      "--set=segments=8",
      "--set=out=8",
      "--runtime=onnxruntime",
      "--budget=2s",
      "--require=median_ms>0",
      "--require=median_ms<=1ns",
      "--require=threads=1"
    };
    Ran ran = Ran.of(command);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).contains("onnxruntime");
    List<String> said = ran.err().lines().filter(line -> line.startsWith("requirement")).toList();
    if (ran.err().contains("without an interval")) { // two seconds are not enough beside other work
      assertThat(said)
          .hasSize(2)
          .allMatch(line -> line.startsWith("requirement 'median_ms"))
          .allMatch(line -> line.contains(": cannot tell whether it is met: tiny on onnxruntime"));
    } else {
      assertThat(said)
          .singleElement()
          .asString()
          .startsWith("requirement 'median_ms<=1ns' is not met: tiny on onnxruntime has ");
    }
  }

  /** Every row counts, the reference and those that are not printed too. */
  @Test
  void eachDesignOfASweepHasToKeepIt() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    Ran all = explore(tiny, "--require=macs<=1k", "--where=macs>1G");
    assertThat(all.code()).isEqualTo(3);
    Ran.done("explore", tiny, "--no-measure", "--require=macs>1", out());
    JsonNode table = JsonMapper.shared().readTree(explore(tiny, "--format=json").out());
    List<String> rows =
        table
            .at("/tables/comparison")
            .valueStream()
            .map(row -> row.get("design").asString())
            .toList();
    assertThat(rows).hasSize(6);
    assertThat(all.err().lines().filter(line -> line.startsWith("requirement")))
        .hasSameSizeAs(rows)
        .allMatch(line -> line.startsWith("requirement 'macs<=1k' is not met: "))
        .allMatch(line -> rows.stream().anyMatch(row -> line.contains(": " + row + " has ")));
    assertThat(folder.resolve("out/comparison.csv")).exists();
    Ran json = explore(tiny, "--require=macs<=1k", "--format=json");
    assertThat(json.code()).isEqualTo(3);
    assertThat(JsonMapper.shared().readTree(json.out()).at("/tables/comparison")).hasSize(6);
  }

  @Test
  void aMeasuredSweepIsJudgedByIntervals() throws IOException {
    Ran ran =
        Ran.of(
            "explore",
            Specs.tiny(folder).toString(),
            "--set=out=8",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--require=onnxruntime_ms<=1ns",
            out());
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err().lines().filter(line -> line.startsWith("requirement"))).hasSize(4);
    assertThat(folder.resolve("out/result.json")).exists();
  }

  @Test
  void validationIsJudgedAndItsResultTravels() throws IOException {
    Path result = folder.resolve("result.json");
    Path benchmark = folder.resolve("benchmark.json");
    Ran ran =
        Ran.of(
            "validate",
            Specs.tiny(folder).toString(),
            "--set=out=8",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--format=json",
            "--require=realisation>=1000",
            "--require=theoretical_speedup>0",
            "--result=" + result,
            "--benchmark=" + benchmark);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err().lines().filter(line -> line.startsWith("requirement")))
        .hasSize(4)
        .allMatch(line -> line.startsWith("requirement 'realisation>=1000'"))
        .allMatch(line -> line.contains(" on onnxruntime has "));
    JsonNode tables = JsonMapper.shared().readTree(ran.out()).get("tables");
    assertThat(tables.get("validation")).hasSize(4);
    RunResult written = ResultFile.read(result);
    assertThat(written.command()).isEqualTo("validate");
    assertThat(written.specs().getFirst().name()).isEqualTo("tiny");
    assertThat(written.runtimes().getFirst().designs()).hasSameSizeAs(distinct(tables));
    assertThat(JsonMapper.shared().readTree(benchmark)).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explore --no-measure|onnxruntime_ms<5|found no figure 'onnxruntime_ms'; expected one of design,",
        "explore --budget=10m|onnxruntime_m<5|did you mean 'onnxruntime_ms'?",
        "explore --budget=10m|macs<<5|character 5: found '<<'",
        "validate --budget=10m|realization>=0.5|did you mean 'realisation'?",
        "validate --budget=10m|ms<=5GB|found the unit 'GB'",
        "validate --budget=10m|design>5|found '>', but column 'design' holds texts",
      })
  void sweepsRefuseWhatCannotBeRequiredBeforeTheyBegin(
      String command, String requirement, String message) throws IOException {
    String[] words = command.split(" ");
    List<String> all =
        new ArrayList<>(
            List.of(words[0], Specs.tiny(folder).toString(), words[1], "--require=" + requirement));
    if (words[0].equals("explore")) {
      all.add(out());
    }
    Ran ran = Ran.of(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("convspectrum: --require '" + requirement).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aResultOfAValidationHasAPlace() throws IOException {
    Ran ran =
        Ran.of(
            "validate",
            Specs.tiny(folder).toString(),
            "--budget=10m",
            "--result=" + folder.resolve("no/such/result.json"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("convspectrum: --result ");
  }

  private String out() {
    return "--out=" + folder.resolve("out");
  }

  private Ran explore(String spec, String... options) {
    List<String> words = new ArrayList<>(List.of("explore", spec, "--no-measure", out()));
    words.addAll(List.of(options));
    return Ran.of(words.toArray(String[]::new));
  }

  /** The rows that were timed: of equal functions one. */
  private static List<JsonNode> distinct(JsonNode tables) {
    return tables
        .get("validation")
        .valueStream()
        .filter(row -> row.get("same_as").isNull())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mac<=5|--require 'mac<=5': found no figure 'mac'; expected one of ",
        "median_ms<=5|--require 'median_ms<=5': found no figure 'median_ms'; expected one of name,",
        "macs<<5|--require 'macs<<5', character 5: found '<<'; expected one of <, <=,",
        "macs|--require 'macs', character 5: found no comparison behind 'macs'; expected a name",
        "macs<=few|--require 'macs<=few': found 'few'; expected a number, such as 5e6",
        "macs<=5ms|--require 'macs<=5ms': found the unit 'ms'; expected none or one of",
        "name<5|--require 'name<5': found '<', but column 'name' holds texts; expected = or !=",
      })
  void whatCannotBeRequiredIsRefused(String requirement, String message) {
    Ran ran = cost(requirement);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("convspectrum: " + message);
  }

  @Test
  void theNearestFigureIsSuggested() {
    assertThat(cost("mac<=5").err()).contains("did you mean 'macs'?");
    assertThat(Ran.of("cost", "zoo:nin", "--convention=all", "--require=macs<5").err())
        .startsWith("convspectrum: --require: found --convention all; expected one convention");
  }

  @Test
  void measuringDoesNotBeginWithAFigureThatItWillNotHave() throws IOException {
    Ran ran = Ran.of("measure", Specs.tiny(folder).toString(), "--require=macs<5", "--budget=10m");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("--require 'macs<5': found no figure 'macs'; expected one of model,");
  }
}
