package convspectrum.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A table of a space of 24 designs, and all that is done with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PredictCommandTest {
  private static final String SPACE =
      """
      name: small
      input: {channels: 8, height: 12, width: 12}
      parameters:
        width: [8, 16, 24, 32]
        kernel: [1, 3, 5]
        groups: [1, 2]
      layers:
        - conv: {out: $width, kernel: $kernel, norm: batch, activation: relu}
        - conv: {out: $width, kernel: 3, groups: $groups, activation: relu}
        - global-pool
        - flatten
        - linear: 4
      """;

  private Path folder = Path.of("");
  private String space = "";
  private String table = "";
  private Ran calibrated = new Ran(-1, "", "");

  @BeforeAll
  void calibrate(@TempDir Path temporary) throws IOException {
    folder = temporary;
    space = Files.writeString(folder.resolve("small.yaml"), SPACE).toString();
    table = folder.resolve("small.latency.json").toString();
    calibrated =
        Ran.done("predict", "calibrate", space, "--budget=1s", "--designs=16", "--out=" + table);
  }

  private Ran with(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--latency-table=" + table);
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void calibratingWritesATableThatShowPrints() {
    assertThat(calibrated.err()).contains("16 designs of small").contains("wrote " + table);
    Ran shown = Ran.done("predict", "show", table, "--format=csv");
    assertThat(shown.out()).isEqualTo(Ran.done("predict", "show", table, "--format=csv").out());
    assertThat(shown.out().lines()).hasSizeGreaterThan(5);
    assertThat(shown.out()).startsWith("step,kernel,occurrences,macs,value_bytes,weight_bytes,us");
    // The steps that take most of all the time come first.
    List<Double> times =
        shown
            .out()
            .lines()
            .skip(1)
            .map(line -> line.split(","))
            .map(row ->
                Double.parseDouble(row[row.length - 5]) * Double.parseDouble(row[row.length - 1]))
            .toList();
    assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(folder.resolve("small.latency.json.part")).doesNotExist();
  }

  @Test
  void costComparesAndExploresWithPredictions() {
    Ran cost = with("cost", space, "--by=network", "--predict=onnxruntime", "--format=csv");
    assertThat(cost.code()).as(cost.err()).isZero();
    assertThat(cost.out().lines().findFirst().orElseThrow())
        .contains(
            "onnxruntime_predicted_ms,onnxruntime_predicted_ms_low,onnxruntime_predicted_ms_high,"
                + "onnxruntime_predicted_regressed");
    assertThat(with("cost", space, "--predict=onnxruntime").out())
        .contains("by regression; by the latency table of small");
    Ran compared =
        with(
            "compare",
            space + "#width=8",
            space + "#width=32",
            "--predict=onnxruntime",
            "--columns=model,onnxruntime_predicted_ms",
            "--format=csv");
    assertThat(compared.code()).as(compared.err()).isZero();
    List<String> rows = compared.out().lines().skip(1).toList();
    // Which one is said to be faster is for the machine to say, on which other work may run.
    assertThat(rows).hasSize(2).allMatch(row -> ms(row) > 1e-5 && ms(row) < 1e5);
    Ran explored =
        with(
            "explore",
            space,
            "--no-measure",
            "--predict=onnxruntime",
            "--out=" + folder.resolve("explored"),
            "--format=csv",
            "--columns=design,onnxruntime_predicted_ms");
    assertThat(explored.code()).as(explored.err()).isZero();
    assertThat(explored.out().lines()).hasSize(1 + 24).allMatch(line -> !line.endsWith(","));
  }

  private static double ms(String row) {
    return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
  }

  @Test
  void aRequirementMayNameAPrediction() {
    assertThat(
            with("cost", space, "--predict=onnxruntime", "--require=onnxruntime_predicted_ms<=10s")
                .code())
        .isZero();
    assertThat(
            with("cost", space, "--predict=onnxruntime", "--require=onnxruntime_predicted_ms<=1ns")
                .code())
        .isEqualTo(3);
  }

  @Test
  void aSearchByPredictionsMeasuresTheFrontAlone() {
    Ran searched =
        with(
            "search",
            space,
            "--objective=macs:max,onnxruntime-predicted-latency",
            "--strategy=exhaustive",
            "--set=kernel=3",
            "--set=groups=1",
            "--journal=" + folder.resolve("small.journal"),
            "--out=" + folder.resolve("searched"),
            "--format=csv");
    assertThat(searched.code()).as(searched.err()).isZero();
    assertThat(searched.err())
        .containsPattern(
            "predicted of all 4 evaluated designs, and measured of the [0-9]+ that may be on the"
                + " front: measuring each would have taken [0-9]+ measurements more");
    assertThat(searched.out().lines().findFirst().orElseThrow())
        .contains("onnxruntime-predicted-latency,")
        .contains("onnxruntime-latency,")
        .contains("p_front");
  }

  @Test
  void aSearchWithoutMeasuringSaysSo() {
    Ran searched =
        with(
            "search",
            space,
            "--objective=macs:max,onnxruntime-predicted-latency",
            "--strategy=exhaustive",
            "--no-measure",
            "--format=csv");
    assertThat(searched.code()).as(searched.err()).isZero();
    assertThat(searched.err()).contains("predicted, and not measured");
    assertThat(searched.out()).doesNotContain("onnxruntime-latency,");
  }

  @Test
  void aBoundThatNoDesignKeepsSaysTheLeast() {
    Ran searched =
        with(
            "search",
            space,
            "--objective=macs",
            "--constraint=onnxruntime-predicted-latency<=1ns",
            "--strategy=exhaustive",
            "--no-measure");
    assertThat(searched.code()).isEqualTo(2);
    assertThat(searched.err())
        .contains("The least onnxruntime-predicted-latency that is possible is 0.");
  }

  @Test
  void aCheckComparesPredictorsOnDesignsThatTheTableHasNot() {
    Path out = folder.resolve("check");
    Ran checked = with("predict", "check", space, "--sample=3", "--out=" + out, "--format=json");
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out())
        .contains("latency table", "line on MACs", "roofline", "groups-blind forest")
        .contains("\"in_table\": false")
        .doesNotContain("\"in_table\": true");
    for (String file : List.of("check.html", "check.json", "checked.csv", "predicted.png")) {
      assertThat(out.resolve(file)).isNotEmptyFile();
    }
  }

  /** Of 24 designs 16 are in the table: the others are too few. */
  @Test
  void aCheckOfMoreDesignsThanAreLeftSaysSo() {
    assertThat(with("predict", "check", space, "--sample=9").out())
        .contains("1 of 9 designs were measured for the table too")
        .contains("The designs with the largest errors");
  }

  @Test
  void aTableIsTransferred() throws IOException {
    String other = folder.resolve("other.latency.json").toString();
    Files.writeString(
        Path.of(other),
        Files.readString(Path.of(table))
            .replaceFirst("\"machine\" ?: ?\"[^\"]*\"", "\"machine\":\"elsewhere\""));
    Ran refused = Ran.of("cost", space, "--predict=onnxruntime", "--latency-table=" + other);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("machine: elsewhere in the table")
        .contains("convspectrum predict transfer " + other);

    String here = folder.resolve("here.latency.json").toString();
    Ran transferred = Ran.done("predict", "transfer", other, "--measure=6", "--out=" + here);
    assertThat(transferred.err()).contains("6 designs were measured here");
    assertThat(Ran.of("cost", space, "--predict=onnxruntime", "--latency-table=" + here).out())
        .contains("onnxruntime predicted:");
  }

  @Test
  void otherConditionsAreRefused() throws IOException {
    String text = Files.readString(Path.of(table));
    refused(
        text.replaceFirst("\"threads\" ?: ?1", "\"threads\":2"),
        "found a table of onnxruntime with 2 threads; expected one of onnxruntime with 1");
    refused(
        text.replaceFirst("\"runtime_version\" ?: ?\"[^\"]*\"", "\"runtime_version\":\"0.1\""),
        "version of the runtime: 0.1 in the table");
    refused(
        text.replaceFirst("\"dtype\" ?: ?\"[^\"]*\"", "\"dtype\":\"float16\""),
        "data type: float16 in the table");
    refused(text.substring(0, text.length() / 2), "is damaged");
    refused("[]", "is no latency table");
    refused(text.replaceFirst("latency-table/1", "latency-table/9"), "latency-table/9");
    refused(text.replaceFirst("\"group\" ?: ?0", "\"group\":99"), "99");
  }

  private void refused(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("changed.latency.json"), text);
    Ran ran = Ran.of("cost", space, "--predict=onnxruntime", "--latency-table=" + file);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(reason).contains("expected").doesNotContain("\tat ");
  }

  @Test
  void wrongUsageIsRefusedBeforeAnythingIsMeasured() {
    refuses("expected the runtimes to predict", "cost", space, "--latency-table=" + table);
    refuses("unknown runtime", "cost", space, "--predict=tensorflow");
    refuses("no table of this runtime with 3 threads", "cost", space, "--predict=vector@3");
    refuses(
        "convspectrum predict calibrate SPACE --runtime vector --threads 3",
        "search",
        space,
        "--objective=vector-predicted-latency@3");
    refuses("expected f32", "predict", "calibrate", space, "--dtype=f16");
    refuses("expected 10 or more", "predict", "calibrate", space, "--designs=3");
    refuses("expected 5 or more", "predict", "transfer", table, "--measure=2");
    refuses("is the table itself", "predict", "transfer", table, "--out=" + table);
    refuses("there is no latency table", "predict", "show", folder.resolve("no").toString());
    refuses("expected 1 or more", "predict", "check", space, "--sample=0");
    refuses("found no subcommand", "predict");
    refuses("found --convention all", "cost", space, "--convention=all", "--predict=vector");
    refuses("found --by stage", "compare", space, "--by=stage", "--predict=vector");
  }

  @Test
  void aTableOfAnotherSpaceIsNoTableToCheck() throws IOException {
    String other =
        Files.writeString(folder.resolve("other.yaml"), SPACE.replace("name: small", "name: other"))
            .toString();
    Ran checked = with("predict", "check", other);
    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.err()).contains("found a latency table of small; expected one");
  }

  private static void refuses(String reason, String... arguments) {
    Ran ran = Ran.of(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(reason);
  }
}
