package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchExactTest {
  @TempDir private Path folder;

  @Test
  void theFrontHasItsCertificateInTheSummaryAndInJson() throws IOException {
    Path out = folder.resolve("out");
    Ran ran =
        Ran.done(
            "search",
            TinySpace.write(folder),
            "--objective=macs,params:max",
            "--strategy=exact",
            "--out=" + out);
    assertThat(ran.err())
        .contains("Exact: all 8 designs are covered. The front of macs:min and params:max has ")
        .contains(", tabulated from 8 designs; all designs agreed with the tables.");
    assertThat(out.resolve("search.json"))
        .content()
        .contains("\"certificate\": {", "\"designs\": 8,", "\"whole\": true,");
    Ran every =
        Ran.done(
            "search",
            TinySpace.write(folder),
            "--objective=macs,params:max",
            "--strategy=exhaustive",
            "--format=csv");
    Ran exact =
        Ran.done(
            "search",
            TinySpace.write(folder),
            "--objective=macs,params:max",
            "--strategy=exact",
            "--format=csv");
    assertThat(points(exact)).isEqualTo(points(every)).isNotEmpty();
  }

  @Test
  void ofALargeFrontSomeDesignsAreListed() throws IOException {
    Ran ran =
        Ran.done(
            "search",
            "zoo:alexnet",
            "--sweep=classes",
            "--objective=macs,params:max",
            "--strategy=exact",
            "--format=csv");
    assertThat(points(ran)).hasSize(2000);
    assertThat(ran.err())
        .contains("Exact: all 10,000 designs are covered")
        .contains("has 10,000 points and 10,000 designs.")
        .contains("Listed are 2,000 designs of as many points, spread evenly over the front;");
  }

  @Test
  void whatCannotBeSolvedIsRefused() throws IOException {
    String space = TinySpace.write(folder);
    assertRefused(
        List.of("search", space, "--objective=macs,peak-memory", "--strategy=exact"),
        "found peak-memory, which is no sum over the layers of a design; expected sums: params,",
        "try bytes in place of peak-memory, or --strategy guided");
    assertRefused(
        List.of("search", space, "--objective=naswot", "--strategy=exact"),
        "found naswot, which no layer has a part of",
        "try --constraint 'macs<=AMOUNT'");
    assertRefused(
        List.of("search", space, "--objective=macs", "--constraint=params<=3", "--strategy=exact"),
        "none of 8 designs keeps the constraints. 'params<=3': the least params that is possible is ",
        "; try 'params<=");
    assertRefused(
        List.of("search", space, "--objective=macs", "--strategy=exat"), "did you mean 'exact'?");
  }

  /** Parameters and MACs of the rows, each once: an exhaustive front has no ties. */
  private static List<String> points(Ran ran) {
    CsvFile csv = ran.csv();
    return csv.rows().stream()
        .map(row -> row.get(csv.column("macs")) + " " + row.get(csv.column("params")))
        .distinct()
        .toList();
  }

  private static void assertRefused(List<String> arguments, String... parts) {
    Ran ran = Ran.of(arguments.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(parts);
    assertThat(ran.out()).isEmpty();
  }
}
