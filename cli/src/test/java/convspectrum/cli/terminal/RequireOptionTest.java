package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(ran.err().lines().filter(line -> line.startsWith("requirement")))
        .hasSize(1)
        .allMatch(line ->
            line.startsWith("requirement 'median_ms<=1ns' is not met: tiny on onnxruntime has "));
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
