package convspectrum.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
      "params,macs,naswot,synflow,jacob_cov", "--plot", plot.toString(), "--format", "json"
    };
    JsonNode one = JsonMapper.shared().readTree(Ran.done(command).out());
    assertThat(one.at("/details/noise_ceiling").asDouble()).isEqualTo(1);
    assertThat(one.at("/tables/calibration").valueStream().map(row -> row.get("proxy").asString()))
        .containsExactly("params", "macs", "naswot", "synflow", "jacob_cov", "rank-sum");
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
    // All but the difference to MACs, which the first had not among its proxies.
    assertThat(params(further)).isEqualTo(params(first)).hasSize(12).doesNotContain("macs");
    Ran listed = Ran.done("journal", "show", journal.toString());
    assertThat(listed.out())
        .contains("proxy grad_norm, batch 4 of random images of a 1/f spectrum, float32, seed 1");
    Ran wrong = calibrate(TABLE, "--accuracy", "accuracy", "--journal", folder.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("is a folder; expected a file");
  }

  /** The row of params without the three columns of its difference to MACs. */
  private static List<String> params(Ran ran) {
    CsvFile csv = ran.csv();
    List<String> row =
        csv.rows().stream()
            .filter(cells -> cells.getFirst().equals("params"))
            .findFirst()
            .orElseThrow();
    return IntStream.range(0, row.size())
        .filter(i -> !csv.header().get(i).contains("macs"))
        .mapToObj(row::get)
        .toList();
  }

  @Test
  void whatTheTableLacksIsSaid() throws IOException {
    Ran column = calibrate(TABLE, "--accuracy", "acuracy");
    assertThat(column.code()).isEqualTo(2);
    assertThat(column.err())
        .contains("table.csv: has no column 'acuracy'; did you mean 'accuracy'?");
    Ran digit = calibrate(TABLE.replace("21,", "31,"), "--accuracy", "accuracy");
    assertThat(digit.code()).isEqualTo(2);
    assertThat(digit.err())
        .contains("row 6: arch '31': digit '3' is no choice of width")
        .contains("0 = 4, 1 = 8, 2 = 12");
    Ran length = calibrate(TABLE.replace("21,", "210,"), "--accuracy", "accuracy");
    assertThat(length.err()).contains("arch '210' has 3 digits for 2 parameters");
    Ran number = calibrate(TABLE.replace("70.0", "n/a"), "--accuracy", "accuracy");
    assertThat(number.err()).contains("row 6, column accuracy: 'n/a' is no number");
    String header = TABLE.lines().findFirst().orElseThrow() + "\n";
    assertThat(calibrate(header, "--accuracy", "accuracy").err())
        .contains("table.csv: has a header and no rows; expected a row for each network");
    String row = TABLE.lines().skip(1).findFirst().orElseThrow() + "\n";
    Ran twice = calibrate(TABLE + row, "--accuracy", "accuracy");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains(": is the network of row 1 again; expected each network once");
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
