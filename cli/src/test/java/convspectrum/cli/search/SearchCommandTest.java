package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.search.strategy.Strategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchCommandTest {
  private static final String SPACE =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters:
        segments: [1, 2, 4, 8]
        kernel: [1, 3]
      layers:
        - segmented: {out: 8, kernel: $kernel, segments: $segments}
      """;

  private static final String TABLE =
      """
      code,accuracy,cost
      00,10,1
      01,20,2
      10,30,4
      11,15,8
      20,25,16
      21,5,32
      30,40,64
      """;

  @TempDir private Path folder;

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private Ran table(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "search",
                write("tiny.yaml", SPACE),
                "--table",
                write("t.csv", TABLE),
                "--key",
                "code",
                "--objective",
                "table.accuracy,table.cost:min"));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void theFrontOfATableIsFound() throws IOException {
    Ran ran = table("--strategy", "exhaustive", "--format", "csv");
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
  void theReportAndTheWinnersAreWritten() throws IOException {
    String out = folder.resolve("out").toString();
    Ran ran =
        Ran.done(
            "search",
            write("tiny.yaml", SPACE),
            "--objective",
            "macs,params:max",
            "--budget",
            "8",
            "--out",
            out,
            "--best",
            "2",
            "--export",
            "yaml");
    assertThat(folder.resolve("out"))
        .isDirectoryContaining(file -> file.endsWith("front.csv"))
        .isDirectoryContaining(file -> file.endsWith("designs.csv"))
        .isDirectoryContaining(file -> file.endsWith("search.md"))
        .isDirectoryContaining(file -> file.endsWith("search.json"))
        .isDirectoryContaining(file -> file.endsWith("search.html"))
        .isDirectoryContaining(file -> file.endsWith("best-1.yaml"));
    // Programs read the design first; on the page the figures come first, and the long text is out.
    assertThat(folder.resolve("out/front.csv"))
        .content()
        .startsWith("design,segments,kernel,macs,params,front,");
    assertThat(
            Pattern.compile("<th [^>]*>([^<]*)")
                .matcher(Files.readString(folder.resolve("out/search.html")))
                .results()
                .map(heading -> heading.group(1))
                .limit(5))
        .containsExactly("MACs", "Params", "Front", "segments", "kernel");
    Ran best = Ran.done("cost", folder.resolve("out/best-1.yaml").toString(), "--by", "network");
    assertThat(best.out()).contains("tiny");
    assertThat(ran.err()).contains("8 of 8 designs evaluated");
  }

  /** Ten thousand numbers of classes are no ten thousand designs. */
  @Test
  void aSettingIsNotSearchedUnlessItIsNamed() {
    Ran not = Ran.of("search", "zoo:alexnet", "--objective=macs,params", "--budget=5");
    assertThat(not.code()).isEqualTo(2);
    assertThat(not.err())
        .contains("alexnet leaves no parameter open")
        .contains("try --sweep classes, which is a setting, or convspectrum explore");
    Ran named =
        Ran.done(
            "search", "zoo:alexnet", "--objective=macs,params", "--budget=5", "--sweep=classes");
    assertThat(named.err()).contains("5 of 10,000 designs evaluated");
    assertThat(Ran.of("search", "zoo:alexnet", "--sweep=clases").err())
        .contains("--sweep clases: alexnet has no such parameter; expected one of classes");
    assertThat(Ran.done("check", "zoo:alexnet").out()).contains("alexnet: ok\n");
    assertThat(Ran.done("check", "zoo:alexnet", "--sweep=classes", "--designs=3").out())
        .contains("ok, 1 parameter, 10,000 designs (the first 3 checked)");
    assertThat(Ran.done("explore", "zoo:alexnet", "--no-measure", "--format=csv").out())
        .hasLineCount(2);
  }

  /** More than are kept in memory: the file has them all the same, and says which are best. */
  @Test
  void allDesignsOfALargeSpaceAreInTheFile() throws IOException {
    String space =
        """
        name: wide
        input: {channels: 2, height: 2, width: 2}
        parameters:
          a: {range: [1, 60]}
          b: {range: [1, 60]}
        layers:
          - pointwise: {out: $a}
          - pointwise: {out: $b}
        """;
    Path out = folder.resolve("out");
    Ran ran =
        Ran.done(
            "search",
            write("wide.yaml", space),
            "--objective=macs,params:max",
            "--strategy=exhaustive",
            "--out=" + out);
    assertThat(ran.err())
        .contains("3,600 of 3,600 designs evaluated")
        .contains("Charts and tables show the front and a random sample");
    List<String> all = Files.readAllLines(out.resolve("designs.csv"));
    assertThat(all).hasSize(1 + 3600).doesNotHaveDuplicates();
    List<String> front = Files.readAllLines(out.resolve("front.csv"));
    assertThat(all.stream().filter(row -> row.contains(",yes,")))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(front.subList(1, front.size()));
    assertThat(all.getFirst()).isEqualTo(front.getFirst());
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
    assertThat(out.resolve("search.html"))
        .content()
        .contains("The front and a random sample of the 3,600 evaluated designs");
  }

  @Test
  void theSameCommandGivesTheSameBytes() throws IOException {
    String journal = folder.resolve("j.db").toString();
    Ran first = table("--strategy", "guided", "--journal", journal, "--format", "json");
    Ran again = table("--strategy", "guided", "--journal", journal, "--format", "json");
    assertThat(again).isEqualTo(first);
    assertThat(Ran.done("journal", "list", journal).out()).contains("by guided, seed 1");
    assertThat(Ran.done("journal", "show", journal).out())
        .contains("table.accuracy")
        .contains("strategies " + Strategies.VERSION);
    assertThat(Ran.done("journal", "export", journal, "--format", "csv").out().lines())
        .hasSize(1 + 2 * 7);
  }

  @Test
  void strategiesAreJudged() throws IOException {
    Ran ran =
        Ran.done(
            "search",
            "bench",
            write("tiny.yaml", SPACE),
            "--table",
            write("t.csv", TABLE),
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
            write("tiny.yaml", SPACE),
            "--table",
            write("gaps.csv", gaps),
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--objective marcs|unknown figure 'marcs'; did you mean 'macs'?",
        "--objective table.accurcy|has no column 'accurcy'; did you mean 'accuracy'?",
        "--objective macs --strategy nsga|unknown strategy 'nsga'; did you mean 'nsga2'?",
        "--objective macs --constraint params<=1,params|",
        "--objective macs --constraint params<=1 --constraint params>=9|exclude every design",
        "--objective macs --constraint params<=1|no design keeps the constraints",
        "--objective macs,macs|an objective is given twice",
        "--objective macs --indifference much|expected a percentage such as 2%",
        "--objective macs --budget 0|a budget of 0; expected 1 or more",
        "--objective macs --best 0|--best 0: expected 1 or more",
        "--objective macs --export onnx|try --best N",
        "--objective macs --set segments=1 --set kernel=3|convspectrum explore",
        "--objective macs --digits 00|found a digit twice",
        "--objective macs --params segment|did you mean 'segments'?",
      })
  void whatIsWrongIsSaid(String words, String message) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "search",
                write("tiny.yaml", SPACE),
                "--table",
                write("t.csv", TABLE),
                "--key",
                "code"));
    all.addAll(List.of(words.split(" ")));
    Ran ran = Ran.of(all.toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains(message == null ? "params" : message)
        .doesNotContain("Exception");
  }

  @Test
  void withoutAnObjectiveItIsTheProxyAgainstMacs() throws IOException {
    Ran ran =
        Ran.done(
            "search",
            write("tiny.yaml", SPACE),
            "--budget",
            "3",
            "--journal",
            folder.resolve("j.db").toString(),
            "--format",
            "csv");
    assertThat(ran.out()).startsWith("design,segments,kernel,macs,proxy,front,evaluation,note\n");
    Ran ofTable =
        Ran.of(
            "search", write("tiny.yaml", SPACE), "--table", write("t.csv", TABLE), "--key", "code");
    assertThat(ofTable.code()).isEqualTo(2);
    assertThat(ofTable.err()).contains("found no --objective; expected columns of the table");
    assertThat(Ran.of("search").err()).contains("found no SPACE; expected");
    assertThat(Ran.of("search", "bench", write("tiny.yaml", SPACE)).err()).contains("no table");
  }

  @Test
  void vectorLatencyIsTimedInAProcessOfItsOwn() throws IOException {
    List<String> words =
        List.of(
            "search",
            write("tiny.yaml", SPACE),
            "--objective",
            "macs,vector-latency",
            "--set",
            "kernel=3",
            "--budget",
            "3",
            "--journal",
            folder.resolve("j.db").toString(),
            "--format",
            "csv");
    Ran first = Ran.done(words.toArray(String[]::new));
    assertThat(first.out())
        .startsWith(
            "design,segments,macs,vector-latency,vector-latency_low,vector-latency_high,p_front,front,");
    assertThat(first.err())
        .containsPattern("that may be on the front (was|were) measured afresh")
        .containsPattern("vector-latency: measured from \\d{4}-\\d\\d-\\d\\dT.* on .*fingerprint");
    assertThat(Ran.done(words.toArray(String[]::new))).isEqualTo(first);
    assertThat(Ran.done("journal", "show", folder.resolve("j.db").toString()).out())
        .contains("vector-latency");
  }

  @Test
  void aFigureThatIsNotThereIsExplained() throws IOException {
    String journal = folder.resolve("j.db").toString();
    Ran ran =
        Ran.done(
            "search",
            write("tiny.yaml", SPACE),
            "--objective",
            "macs,naswot",
            "--journal",
            journal,
            "--format",
            "csv");
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err())
        .contains("8 of 8 designs evaluated; 0 on the front.")
        .contains(
            "naswot: undefined for 8 evaluated designs, which are not ranked; of the first: the"
                + " network has no ReLU.");
    assertThat(
            Ran.done("journal", "export", journal, "--figure", "naswot", "--format", "csv")
                .out()
                .lines()
                .skip(1))
        .hasSize(8)
        .allMatch(line -> line.endsWith("the network has no ReLU"));
    Ran other = Ran.of("journal", "export", journal, "--figure", "synflow");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("no evaluation of 'synflow'; there are: proxy naswot");
  }

  @Test
  void aJournalOfAnotherSpaceIsRefused() throws IOException {
    String journal = folder.resolve("j.db").toString();
    assertThat(table("--journal", journal).code()).isZero();
    Ran ran =
        Ran.of(
            "search",
            write("other.yaml", SPACE.replace("tiny", "other")),
            "--objective",
            "macs",
            "--journal",
            journal);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("this journal is of another space").contains("--journal");
    assertThat(Ran.of("journal", "list", folder.resolve("none.db").toString()).err())
        .contains("there is no such journal");
  }
}
