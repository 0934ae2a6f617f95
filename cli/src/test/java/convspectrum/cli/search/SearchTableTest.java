package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches among the rows of a table. */
final class SearchTableTest {
  @TempDir private Path folder;

  @Test
  void theFrontOfATableIsFound() throws IOException {
    Ran ran = TinySpace.table(folder, "--strategy", "exhaustive", "--format", "csv");
    assertThat(ran.out())
        .isEqualTo(
            """
            design,segments,kernel,table.accuracy,table.cost,front,evaluation,note
            "segments=8, kernel=1",8,1,40.0,64.0,yes,7,
            "segments=2, kernel=1",2,1,30.0,4.0,yes,3,
            "segments=1, kernel=3",1,3,20.0,2.0,yes,2,
            "segments=1, kernel=1",1,1,10.0,1.0,yes,1,
            """);
    assertThat(ran.err())
        .contains("7 of 8 designs evaluated; 4 on the front.")
        .contains("no row in the table: kept out 1 design before evaluation.");
  }

  @Test
  void whatATableLacksIsLeftOut() throws IOException {
    String gaps =
        """
        code;accuracy;cost
        0-0;10;1
        0-1;nan;2
        1-0;30;
        1-1;30;8
        """;
    List<String> words =
        List.of(
            TinySpace.write(folder),
            "--table",
            TinySpace.write(folder, "gaps.csv", gaps),
            "--key",
            "code",
            "--objective",
            "table.accuracy:max,table.cost:min:log",
            "--free",
            "cost",
            "--format",
            "csv");
    List<String> search = new ArrayList<>(List.of("search"));
    search.addAll(words);
    Ran ran = Ran.done(search.toArray(String[]::new));
    assertThat(ran.out().lines().skip(1).map(line -> line.replaceAll("\".*\",", "")))
        .containsExactly("2,3,8.0,30.0,yes,3,", "1,1,1.0,10.0,yes,1,");
    assertThat(ran.err())
        .contains("3 of 8 designs evaluated; 2 on the front.")
        .contains("no figure for an objective that is known in advance: kept out 1 design");
    List<String> bench = new ArrayList<>(List.of("search", "bench", "--seeds", "2"));
    bench.addAll(words);
    Ran judged = Ran.done(bench.toArray(String[]::new));
    assertThat(judged.out().lines().skip(1)).hasSize(6).allMatch(line -> line.contains(",1.0,"));
    assertThat(judged.out()).doesNotContain("NaN");
  }

  @Test
  void strategiesAreJudged() throws IOException {
    Ran ran =
        Ran.done(
            "search",
            "bench",
            TinySpace.write(folder),
            "--table",
            TinySpace.writeTable(folder),
            "--key",
            "code",
            "--objective",
            "table.accuracy:max,table.cost:min:log",
            "--free",
            "cost",
            "--seeds",
            "2",
            "--budgets",
            "7",
            "--format",
            "csv");
    // With all designs evaluated, every strategy has the whole hypervolume and no regret.
    assertThat(ran.out().lines().skip(1)).hasSize(6);
    assertThat(ran.out())
        .contains("\"guided, blind to costs\",1.0,0.0,")
        .contains("random,1.0,0.0,");
  }
}
