package convspectrum.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that go to a file as they are counted. What Parquet holds, Spark's reader says elsewhere.
 */
final class SweepFileTest {
  private static final String SPACE = Repository.example("nasbench201.yaml");

  @TempDir private Path folder;

  @Test
  void aFileHasTheLinesThatArePrinted() throws IOException {
    Path file = folder.resolve("costs.csv");
    String said = Ran.done("cost", SPACE, "--sweep=all", "--threads=2", "--out=" + file).out();
    assertThat(said).startsWith(file + ": 15,625 rows, ");
    assertThat(Files.readString(file))
        .isEqualTo(Ran.done("cost", SPACE, "--sweep=all", "--format=csv").out());
  }

  @Test
  void conditionsAndColumnsAreThoseOfPrintedTables() throws IOException {
    Path file = folder.resolve("costs.csv");
    String[] query = {"--where=op_1_0=skip", "--columns=op_1_0,macs"};
    Ran.done("cost", SPACE, "--sweep=op_1_0,op_2_0", query[0], query[1], "--out=" + file);
    String expected =
        Ran.done("cost", SPACE, "--sweep=op_1_0,op_2_0", query[0], query[1], "--format=csv").out();
    assertThat(Files.readString(file)).isEqualTo(expected);
    assertThat(expected.lines()).hasSize(6);
  }

  /** Apache Parquet: "PAR1" at both ends. */
  @Test
  void scoresAreWrittenToo() throws IOException {
    Path file = folder.resolve("scores.parquet");
    String said =
        Ran.done(
                "proxies",
                "score",
                SPACE,
                "--sweep=op_1_0",
                "--proxies=synflow,params",
                "--batch=2",
                "--seeds=2",
                "--out=" + file)
            .out();
    assertThat(said).startsWith(file + ": 10 rows, ");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    assertThat(new String(bytes, bytes.length - 4, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
  }

  /** Times are as many digits of chance: they are equal where nothing was scored again. */
  @Test
  void scoresOfAJournalAreNotComputedAgain() throws IOException {
    Path journal = folder.resolve("scores.journal");
    String[] score = {
      "proxies",
      "score",
      SPACE,
      "--sweep=op_1_0",
      "--proxies=synflow,naswot",
      "--batch=2",
      "--format=csv",
      "--journal=" + journal
    };
    String first = Ran.done(score).out();
    assertThat(first.lines()).hasSize(11);
    assertThat(Ran.done(score).out()).isEqualTo(first);
    Path file = folder.resolve("scores.csv");
    score[6] = "--out=" + file;
    Ran.done(score);
    assertThat(Files.readString(file)).isEqualTo(first);
    Ran alone = Ran.of("proxies", "score", SPACE, "--journal=" + journal);
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--journal " + journal + ": found no --sweep");
  }

  @Test
  void designsThatDoNotFitAreTold() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            name: a
            input: {channels: 8, height: 6, width: 6}
            parameters: {kernel: [1, 9]}
            layers:
              - conv: {out: 8, kernel: $kernel, padding: 0}
            """);
    Path file = folder.resolve("a.parquet");
    assertThat(Ran.done("cost", spec.toString(), "--sweep=all", "--out=" + file).out())
        .contains(": 1 rows, ", "the blocks of 1 designs do not fit", "kernel=9: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sweep=all --out=costs.txt            | expected a name that ends in .csv or .parquet",
        "--out=costs.csv                        | found no --sweep",
        "--sweep=all --out=a.csv --format=json  | whose ending names the format",
        "--sweep=all --out=a.csv --sort=macs    | found --sort, which needs all rows in memory",
        "--sweep=all --out=a.csv --top=3        | found --top, which needs all rows in memory",
        "--sweep=all --out=a.csv --require=macs<1 | which keeps no rows to judge",
        "--sweep=all --out=a.csv --columns=mac  | mac",
        "--sweep=all --max-designs=9            | many rows go to a file in little memory",
      })
  void whatCannotBeMeantIsRefused(String options, String words) {
    String[] command = ("cost " + SPACE + " " + options).split(" ");
    Ran ran = Ran.of(command);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(words);
    assertThat(folder).isEmptyDirectory();
    assertThat(Path.of("a.csv")).doesNotExist();
  }
}
