package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void runsThatAreNotThere() {
    assertThat(compare().code()).isEqualTo(2);
    assertThat(compare().err())
        .startsWith("convspectrum: no run is saved as before; there is none");
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
