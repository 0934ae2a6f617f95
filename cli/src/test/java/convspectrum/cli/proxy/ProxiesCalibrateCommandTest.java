package convspectrum.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proxies against a table of known accuracies. */
final class ProxiesCalibrateCommandTest {
  private static final String TABLE =
      """
      arch,accuracy,run2
      00,50.0,51
      01,60.5,60
      10,55.0,56
      11,66.0,65
      20,58.0,57
      21,70.0,71
      """;

  @TempDir private Path folder;

  private String space() throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), ProxiesCommandTest.SPACE).toString();
  }

  private String table(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text).toString();
  }

  @Test
  void proxiesAreHeldAgainstKnownAccuracies() throws IOException {
    Path plot = folder.resolve("plot.png");
    String[] command = {
      "proxies", "calibrate", space(), "--table", table(TABLE), "--accuracy", "accuracy", "--key",
      "arch", "--digits", "012", "--repeats", "accuracy,run2", "--batch", "4", "--proxies",
      "params,macs,live_units,synflow,jacob_excess", "--plot", plot.toString(), "--format", "json"
    };
    JsonNode one = JsonMapper.shared().readTree(Ran.done(command).out());
    assertThat(one.at("/details/noise_ceiling").asDouble()).isEqualTo(1);
    assertThat(one.at("/tables/calibration").valueStream().map(row -> row.get("proxy").asString()))
        .containsExactly(
            "params",
            "macs",
            "live_params",
            "live_macs",
            "live_units",
            "synflow",
            "jacob_excess",
            "rank-sum");
    assertThat(plot).isNotEmptyFile();
    String[] threads =
        Stream.concat(Stream.of(command), Stream.of("--threads", "3")).toArray(String[]::new);
    JsonNode three = JsonMapper.shared().readTree(Ran.done(threads).out());
    assertThat(three.at("/tables/calibration").valueStream().map(row -> row.get("spearman")))
        .containsExactlyElementsOf(
            one.at("/tables/calibration").valueStream().map(row -> row.get("spearman")).toList());
  }

  @Test
  void aJournalKeepsTheScores() throws IOException {
    Path journal = folder.resolve("scores.journal");
    String[] command = {
      "--accuracy", "accuracy", "--digits", "012", "--format", "csv", "--journal"
    };
    String[] kept =
        Stream.concat(Stream.of(command), Stream.of(journal.toString())).toArray(String[]::new);
    Ran first = calibrate(TABLE, kept);
    assertThat(first.code()).isZero();
    Ran again = calibrate(TABLE, kept);
    // Times too: nothing was scored again.
    assertThat(again.out()).isEqualTo(first.out());
    String more =
        Stream.of(kept).collect(Collectors.joining(" ")) + " --proxies params,macs,grad_norm";
    Ran further = calibrate(TABLE, more.split(" "));
    assertThat(params(further)).isEqualTo(params(first)).hasSize(22);
    Ran listed = Ran.done("journal", "show", journal.toString());
    assertThat(listed.out())
        .contains("proxy grad_norm, batch 4 of random images of a 1/f spectrum, float32, seed 1");
    Ran wrong = calibrate(TABLE, "--accuracy", "accuracy", "--journal", folder.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("is a folder; expected a file");
  }

  private static List<String> params(Ran ran) {
    return ran.csv().rows().stream()
        .filter(cells -> cells.getFirst().equals("params"))
        .findFirst()
        .orElseThrow();
  }

  /** Baselines come first, terms that nobody asked for are not shown. */
  @ParameterizedTest
  @ValueSource(strings = {"rank-sum", "proxy", "proxy,rank-sum"})
  void theRankSumMayBeAskedForByItself(String asked) throws IOException {
    Ran ran =
        calibrate(
            TABLE, "--accuracy", "accuracy", "--digits", "012", "--format", "csv", asked(asked));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.csv().rows().stream().map(List::getFirst))
        .containsExactly("params", "macs", "live_params", "live_macs", "rank-sum");
  }

  private static String asked(String proxies) {
    return "--proxies=" + proxies;
  }

  @Test
  void severalAccuraciesAreRankedFromOneScoring() throws IOException {
    String known = TABLE.replace("run2", "accuracy_run2").replace("accuracy,", "accuracy,other,");
    String rows =
        known
            .replace("50.0,", "50.0,9,")
            .replace("60.5,", "60.5,8,")
            .replace("55.0,", "55.0,7,")
            .replace("66.0,", "66.0,6,")
            .replace("58.0,", "58.0,5,")
            .replace("70.0,", "70.0,4,");
    Path out = folder.resolve("out");
    Ran ran =
        calibrate(
            rows,
            "--accuracy",
            "accuracy,other",
            "--digits",
            "012",
            "--out",
            out.toString(),
            asked("rank-sum,l2_norm"),
            "--format",
            "json");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    JsonNode table = json.at("/tables/calibration");
    assertThat(table).hasSize(12);
    // The second accuracy falls where the first rises along one parameter alone.
    assertThat(table.get(0).get("accuracy").asString()).isEqualTo("accuracy");
    assertThat(table.get(6).get("accuracy").asString()).isEqualTo("other");
    assertThat(table.get(0).get("spearman")).isNotEqualTo(table.get(6).get("spearman"));
    assertThat(json.at("/details/accuracies/1/accuracy").asString()).isEqualTo("other");
    assertThat(json.at("/details/accuracies/1/noise_ceiling").isNull()).isTrue();
    assertThat(json.at("/summary").toString())
        .contains("other: the noise ceiling is unknown", "other_run1 and other_run2");
    String page = Files.readString(out.resolve("calibration.html"));
    assertThat(page)
        .contains("accuracy against rank-sum", "other against l2_norm", "other against live_macs")
        .contains("The networks");
    CsvFile samples = CsvFile.read(out.resolve("samples.csv"));
    assertThat(samples.header())
        .startsWith("line", "design", "accuracy", "other", "params", "macs", "live_params")
        .endsWith("rank-sum");
    assertThat(samples.rows()).hasSize(6);
    assertThat(out.resolve("calibration.csv")).isNotEmptyFile();
    assertThat(out.resolve("scores.journal")).isNotEmptyFile();
    // The journal in the folder has all scores, times too, and the report of before is kept.
    Ran again =
        calibrate(
            rows,
            "--accuracy",
            "accuracy,other",
            "--digits",
            "012",
            "--out",
            out.toString(),
            asked("rank-sum,l2_norm"),
            "--format",
            "json");
    assertThat(again.out()).isEqualTo(ran.out());
    assertThat(out.resolve("report.previous/calibration.html")).isNotEmptyFile();
  }

  @Test
  void columnsOfSingleTrainingsGiveTheNoiseCeiling() throws IOException {
    String runs =
        TABLE
            .replace("accuracy,run2", "accuracy,accuracy_run1,accuracy_run2")
            .lines()
            .map(line -> line.startsWith("arch") ? line : line.replaceFirst(",", ",60,"))
            .collect(Collectors.joining("\n"));
    // accuracy = 60 in every row: only the runs differ.
    Ran ran = calibrate(runs, "--accuracy", "accuracy", "--digits", "012", "--format", "json");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode ceiling = JsonMapper.shared().readTree(ran.out()).at("/details/accuracies/0");
    assertThat(ceiling.get("noise_ceiling").asDouble()).isEqualTo(1);
    assertThat(ceiling.get("runs").toString()).isEqualTo("[\"accuracy_run1\",\"accuracy_run2\"]");
  }

  @Test
  void whatTheTableLacksIsSaid() throws IOException {
    Ran column = calibrate(TABLE, "--accuracy", "acuracy");
    assertThat(column.code()).isEqualTo(2);
    assertThat(column.err())
        .contains(
            "table.csv: has no column 'acuracy'; expected one of arch, accuracy, run2; did you mean"
                + " 'accuracy'?");
    Ran two = calibrate(TABLE, "--accuracy", "nothing,none");
    assertThat(two.err()).contains("no column 'nothing'", "no column 'none'");
    Ran empty = calibrate(TABLE, "--accuracy", "accuracy,,run2");
    assertThat(empty.code()).isEqualTo(2);
    Ran digit = calibrate(TABLE.replace("21,", "31,"), "--accuracy", "accuracy");
    assertThat(digit.code()).isEqualTo(2);
    assertThat(digit.err())
        .contains("table.csv:7:1: arch: '31': digit '3' is no choice of width")
        .contains("0 = 4, 1 = 8, 2 = 12");
    Ran length = calibrate(TABLE.replace("21,", "210,"), "--accuracy", "accuracy");
    assertThat(length.err()).contains("arch: '210' has 3 digits for 2 parameters");
    Ran number = calibrate(TABLE.replace("70.0", "n/a"), "--accuracy", "accuracy");
    assertThat(number.err())
        .contains(
            "table.csv:7:4: accuracy: found 'n/a'; expected a number in every row that is drawn");
    String header = TABLE.lines().findFirst().orElseThrow() + "\n";
    assertThat(calibrate(header, "--accuracy", "accuracy").err())
        .contains("table.csv: has no rows; expected a line of column names");
    String row = TABLE.lines().skip(1).findFirst().orElseThrow() + "\n";
    Ran twice = calibrate(TABLE + row, "--accuracy", "accuracy");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err())
        .contains("table.csv:8:1: is the network of line 2 again; expected each network once");
    Ran few = calibrate(header + row, "--accuracy", "accuracy");
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).contains("found 1 networks; expected at least 3");
    assertThat(calibrate("\uFEFF" + TABLE, "--accuracy", "accuracy").code()).isZero();
    Ran missing = Ran.of("proxies", "calibrate", space(), "--table", "no.csv", "--accuracy", "a");
    assertThat(missing.err()).contains("no.csv: there is no such file");
  }

  private Ran calibrate(String text, String... more) throws IOException {
    Stream<String> command =
        Stream.of(
            "proxies",
            "calibrate",
            space(),
            "--table",
            table(text),
            "--key",
            "arch",
            "--batch",
            "4",
            "--proxies",
            "params");
    return Ran.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
  }
}
