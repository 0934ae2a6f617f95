package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
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
  @TempDir private Path folder;

  @Test
  void theReportAndTheWinnersAreWritten() throws IOException {
    String out = folder.resolve("out").toString();
    Ran ran =
        Ran.done(
            "search",
            TinySpace.write(folder),
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
        .isDirectoryContaining(file -> file.endsWith("designs.parquet"))
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
    assertThat(ran.err())
        .contains("8 of 8 designs evaluated")
        .containsPattern(
            "wrote .*best-1.yaml: spec of one design, [0-9,]+ parameters, [0-9,]+ MACs\n");
  }

  /** The page that follows a search has become its report at the end, and no other is lost. */
  @Test
  void aLivePageBecomesTheReport() throws IOException {
    String space = TinySpace.write(folder);
    Ran none = Ran.of("search", space, "--objective=macs,params:max", "--live");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--live: found no folder for the page; expected --out;");
    Path out = folder.resolve("live");
    for (int run = 0; run < 2; run++) {
      Ran.done("search", space, "--objective=macs,params:max", "--live", "--out", out.toString());
      assertThat(out.resolve("search.html"))
          .content()
          .contains("8 of 8 designs evaluated")
          .containsPattern(
              "<p class=\"answer\">Nothing beats [2-8] designs of 8 evaluated: MACs from [^<]+,"
                  + " Params from [^<]+[.]</p>")
          .contains("<h2>Params against MACs</h2>", "How it was searched")
          .doesNotContain("http-equiv=\"refresh\"", "Still at work");
    }
    Path least = folder.resolve("least");
    Ran.done("search", space, "--objective=macs,params", "--out", least.toString());
    assertThat(least.resolve("search.html"))
        .content()
        .containsPattern(
            "<p class=\"answer\">[^<]+ has the least MACs and the least Params of 8 evaluated"
                + " designs: [^<]+[.]</p>");
    assertThat(out.resolve("report.previous/search.json")).exists();
    assertThat(out.resolve("report.previous/search.html"))
        .content()
        .contains("8 of 8 designs evaluated");
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
            TinySpace.write(folder, "wide.yaml", space),
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--objective marcs|unknown figure 'marcs'; did you mean 'macs'?",
        "--objective table.accurcy|did you mean 'accuracy'?",
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
                TinySpace.write(folder),
                "--table",
                TinySpace.writeTable(folder),
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
            TinySpace.write(folder),
            "--budget",
            "3",
            "--journal",
            folder.resolve("j.db").toString(),
            "--format",
            "csv");
    assertThat(ran.out()).startsWith("design,segments,kernel,macs,proxy,front,evaluation,note\n");
    Ran ofTable =
        Ran.of(
            "search",
            TinySpace.write(folder),
            "--table",
            TinySpace.writeTable(folder),
            "--key",
            "code");
    assertThat(ofTable.code()).isEqualTo(2);
    assertThat(ofTable.err()).contains("found no --objective; expected columns of the table");
    assertThat(Ran.of("search").err()).contains("found no SPACE; expected");
    assertThat(Ran.of("search", "bench", TinySpace.write(folder)).err()).contains("no table");
  }
}
