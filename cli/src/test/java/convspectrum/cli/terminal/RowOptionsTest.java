package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RowOptionsTest {
  private static final String MODEL = Repository.example("inception.yaml");

  private static final String COLUMNS =
      "op, nodes, params, params_nontrainable, macs, flops, bytes_read, bytes_written, arithmetic_intensity";

  private static Ran cost(String... options) {
    List<String> words =
        new ArrayList<>(List.of("cost", MODEL, "--set=segments=1", "--set=kernels=[3]", "--by=op"));
    words.addAll(List.of(options));
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void rowsAndColumnsAreChosenInCsv() {
    Ran ran =
        cost("--format=csv", "--where=macs>1M", "--sort=macs:desc", "--columns=op,macs", "--top=1");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("op,macs\nconv,442552320\n");
  }

  @Test
  void everyFormatShowsTheRowsThatAreLeftAndPeopleReadHowManyAreNot() {
    String[] options = {"--where=macs=0 and params=0", "--columns=op,macs", "--sort=op", "--top=9"};
    for (String format : List.of("table", "markdown", "json", "yaml", "csv")) {
      List<String> words = new ArrayList<>(List.of(options));
      words.add("--format=" + format);
      Ran ran = cost(words.toArray(String[]::new));
      assertThat(ran.code()).as(format).isZero();
      assertThat(ran.out())
          .contains("activation")
          .doesNotContain("conv\"", "conv,", "conv ", "conv\n");
      assertThat(ran.out().contains("left out")).as(format).isEqualTo(!format.equals("csv"));
    }
  }

  @Test
  void ofSeveralTablesTheMainOneIsShownAndTheOthersAreNamed() {
    String[] words = {
      "compare", "zoo:resnet-50", "zoo:mobilenet-v2", "--sort=macs", "--columns=model,macs"
    };
    Ran ran = Ran.of(words);
    assertThat(ran.out())
        .contains("mobilenet-v2")
        .containsPattern("Tables left out: +Stage by stage")
        .doesNotContain("1/16");
    List<String> json = new ArrayList<>(List.of(words));
    json.add("--format=json");
    assertThat(Ran.of(json.toArray(String[]::new)).out())
        .contains("\"tables_left_out\": \"Stage by stage\"")
        .contains("\"models\": [");
    json.add("--by=stage");
    assertThat(Ran.of(json.toArray(String[]::new)).out()).doesNotContain("tables_left_out");
    assertThat(ran.out().indexOf("mobilenet-v2")).isLessThan(ran.out().indexOf("resnet-50"));
  }

  @Test
  void anEmptyResultIsNoFault() {
    Ran ran = cost("--where=macs>1000G");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("0 of ").contains("left out");
    assertThat(cost("--where=macs>1000G", "--format=csv").out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--where=mac<5|--where 'mac<5': found no column 'mac'; expected one of COLUMNS; did you mean 'macs'?",
        "--where=macs<<5|--where 'macs<<5', character 5: found '<<'; expected one of <, <=, >, >=, =, !=",
        "--where=macs<few|--where 'macs<few': found 'few'; expected a number, such as 5e6",
        "--where=op>conv|--where 'op>conv': found '>', but column 'op' holds texts; expected = or !=",
        "--sort=mac|--sort: found no column 'mac'; expected one of COLUMNS; did you mean 'macs'?",
        "--sort=macs:down|--sort macs:down: found ':down'; expected :asc or :desc",
        "--top=0|--top: found 0; expected 1 or more",
        "--columns=op,mac|--columns: found no column 'mac'; expected one of COLUMNS; did you mean 'macs'?",
      })
  void whatIsWrongIsSaid(String option, String message) {
    Ran ran = cost(option);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("convspectrum: " + message.replace("COLUMNS", COLUMNS));
  }

  /**
   * Each command names a file or a folder whose absence the test sees, or would work for minutes: a
   * column is refused before that.
   */
  @ParameterizedTest
  @Timeout(300)
  @ValueSource(
      strings = {
        "measure zoo:vgg-16 --runtime=reference --budget=9m",
        "measure zoo:vgg-16 --runtime=reference,onnxruntime --budget=9m --columns=ratio,median_ms",
        "measure zoo:vgg-16 --runtime=onnxruntime --budget=9m --by=layer",
        "validate examples/inception.yaml --runtime=reference --budget=9m",
        "explore examples/inception.yaml --runtime=reference --budget=9m --out=OUT",
        "explore examples/inception.yaml --no-measure --proxies=zico --input=64,512,512 --out=OUT",
        "compare zoo:vgg-16 zoo:resnet-50 --proxies=zico",
        "search examples/inception.yaml --objective=macs,zico --out=OUT",
        "search examples/inception.yaml --objective=macs,reference-latency --out=OUT",
        "proxies score OUT",
        "proxies verify OUT",
        "proxies calibrate examples/inception.yaml --table=OUT --accuracy=a",
        "calibrate-measuring --budget=9m",
      })
  void aWrongColumnIsRefusedBeforeTheWork(String command, @TempDir Path folder) {
    Path out = folder.resolve("out");
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(
          word.startsWith("examples/")
              ? Repository.example(word.substring("examples/".length()))
              : word.replace("OUT", out.toString()));
    }
    words.add("--sort=nothing");
    Ran ran = Ran.of(words.toArray(String[]::new));
    assertThat(ran.err().lines().filter(line -> line.startsWith("convspectrum:")))
        .singleElement()
        .asString()
        .startsWith("convspectrum: --sort: found no column 'nothing'; expected one of ");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void columnsThatOnlyTheWorkFillsAreKnownBeforeIt(@TempDir Path folder) {
    Ran ran =
        Ran.done(
            "search",
            Repository.example("spectrum.yaml"),
            "--objective=macs,params",
            "--budget=5",
            "--out=" + folder,
            "--where=segments>0 and front=yes",
            "--columns=design,macs,evaluation,note");
    assertThat(ran.out()).contains("macs");
  }

  @Test
  void allFaultsAreSaidAtOnce() {
    assertThat(cost("--where=macs==5", "--where=macs", "--sort=macs:up", "--top=0").err().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("convspectrum: --"));
    assertThat(cost("--where=mac<5, op>1", "--sort=mcas", "--columns=opp").err().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("convspectrum: --"));
  }
}
