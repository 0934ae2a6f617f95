package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import convspectrum.search.history.History;
import convspectrum.search.history.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CompareRunsCommandTest {
  @TempDir private Path folder;

  private Ran explore(String name) throws IOException {
    return Ran.of(
        "explore",
        Specs.tiny(folder).toString(),
        "--set=out=8",
        "--runtime=onnxruntime",
        "--budget=1s",
        "--out=" + folder.resolve("out"),
        "--history=" + folder.resolve("runs"),
        "--save=" + name);
  }

  private Ran compare(String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "compare-runs";
    words[1] = "before";
    words[2] = "after";
    words[3] = "--history=" + folder.resolve("runs");
    System.arraycopy(more, 0, words, 4, more.length);
    return Ran.of(words);
  }

  @Test
  void whatExploreSavedIsCompared() throws IOException {
    assertThat(explore("before").err()).contains("saved " + folder.resolve("runs/before.json"));
    assertThat(folder.resolve("out/validation.json")).exists();
    assertThat(explore("before"))
        .as("a name that is taken, before anything is measured")
        .matches(ran -> ran.code() == 2 && ran.err().contains("is saved as before already"));
    Path after = folder.resolve("runs/after.json");
    String saved = Files.readString(folder.resolve("runs/before.json"));
    Files.writeString(after, saved);
    Ran same = compare("--format=json");
    assertThat(same.code()).as(same.err()).isZero();
    JsonNode json = JsonMapper.shared().readTree(same.out());
    assertThat(json.at("/tables/runs")).hasSize(3);
    assertThat(json.at("/tables/runs").valueStream().map(row -> row.get("verdict").asString()))
        .containsOnly("cannot tell");
    assertThat(json.at("/tables/runs").get(0).get("needed").asString()).isNotEmpty();
    assertThat(json.at("/tables/differences")).isEmpty();
    assertThat(json.at("/tables/speedups").valueStream().map(row -> row.get("agree").asString()))
        .isSubsetOf("yes", "cannot tell");
    assertThat(compare().out())
        .contains("0 became faster, 0 slower, and of 3 it cannot be told")
        .contains("onnxruntime: the speed-ups of");
    Path page = folder.resolve("both.html");
    assertThat(compare("--page=" + page).err()).contains("wrote " + page);
    assertThat(page)
        .content()
        .contains("Times of both runs", "After ÷ before", "table-runs")
        .contains("\"name\":\"onnxruntime, before\"", "\"name\":\"onnxruntime, after\"");
    Files.writeString(after, saved.replaceAll("budget [^,]+", "budget 80.0 s"));
    Ran longer = compare("--format=markdown");
    assertThat(longer.code()).as(longer.err()).isZero();
    assertThat(longer.out()).contains("| onnxruntime | budget |").contains("| 80.0 s | yes |");
    Files.writeString(
        after, saved.replaceFirst("\"machine\":\"[0-9a-f]{12}\"", "\"machine\":\"elsewhere\""));
    Ran refused = compare();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("convspectrum: before and after are not comparable: machine ")
        .endsWith("elsewhere; try --force, which compares them all the same\n");
    assertThat(compare("--force").out()).contains("Not comparable: machine ");
  }

  /** A run of three designs, 24 samples each, around these times. */
  private void save(String name, double regular, double slower, double same, String last) {
    List<RunResult.Timed> designs =
        List.of(timed("regular", regular), timed("wide", slower), timed(last, same));
    new History(folder.resolve("runs"))
        .save(
            name,
            new RunResult(
                RunResult.SCHEMA,
                "1.2.3",
                "explore",
                "tiny",
                "regular",
                "machine",
                "2026-01-01T12:00:00Z",
                null,
                List.of(),
                List.of(
                    new RunResult.OnRuntime(
                        "vector", "1", 1, "float32", "quick", false, "quiet", designs))));
  }

  private static RunResult.Timed timed(String design, double ms) {
    List<Double> samples =
        IntStream.range(0, 24).mapToObj(i -> ms * (1 + 0.001 * (i % 5))).toList();
    return new RunResult.Timed(design, design, 100, samples, null);
  }

  @Test
  void continuousIntegrationCanFailOnWhatIsFound() {
    save("before", 8, 4, 2, "narrow");
    save("after", 8, 5, 2, "new");
    Ran plain = compare();
    assertThat(plain.code()).isZero();
    Ran slower = compare("--fail-on=slower");
    assertThat(slower.code()).isEqualTo(3);
    assertThat(slower.out()).isEqualTo(plain.out());
    assertThat(slower.err())
        .startsWith("slower: wide on vector takes 1.250 [1.2")
        .endsWith("] times as long, 5.010 ms instead of 4.008 ms\n")
        .hasLineCount(1);
    assertThat(compare("--fail-on=faster,cannot-tell")).isEqualTo(plain);
    assertThat(compare("--fail-on=speedups").err())
        .startsWith("speed-ups differ: wide on vector was 2.000 [");
    assertThat(compare("--fail-on=left-out", "--fail-on=slower").err().lines())
        .hasSize(3)
        .anyMatch(line -> line.equals("left out: vector: narrow is in the first run only."));
    assertThat(compare("--fail-on=slow"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: --fail-on: unknown 'slow'; expected one of slower, faster, cannot-tell,"
                    + " speedups, left-out\n"));
  }

  @Test
  void whatCannotBeToldFailsWhereItIsAskedTo() {
    save("before", 8, 4, 2, "narrow");
    save("after", 8.24, 4, 2, "narrow");
    assertThat(compare("--fail-on=slower,faster", "--at-least=3.1%").code()).isZero();
    Ran ran = compare("--fail-on=cannot-tell", "--at-least=3.1%");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("cannot tell: regular on vector takes 1.030 [");
  }

  @Test
  void runsThatAreNotThere() {
    assertThat(compare().code()).isEqualTo(2);
    assertThat(compare().err())
        .startsWith(
            "convspectrum: no run is saved as before, and there is no such file; there is none");
    assertThat(compare("--at-least=x").err())
        .isEqualTo("convspectrum: --at-least x: expected a percentage such as 2%\n");
  }

  @Test
  void nothingIsSavedThatIsNotMeasured() throws IOException {
    assertThat(Ran.of("explore", Specs.tiny(folder).toString(), "--no-measure", "--save=a").err())
        .isEqualTo(
            "convspectrum: --save a: found nothing to save with --no-measure; try it without\n");
  }
}
