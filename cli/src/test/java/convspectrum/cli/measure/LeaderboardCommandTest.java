package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import convspectrum.cli.Specs;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpecText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LeaderboardCommandTest {
  @TempDir private Path folder;

  private Path measured() throws IOException {
    Path file = folder.resolve("a.json");
    Ran ran =
        Ran.done(
            "explore",
            Specs.tiny(folder).toString(),
            "--set=out=8",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--out=" + folder.resolve("out"),
            "--result=" + file);
    assertThat(ran.err()).contains("wrote " + file);
    assertThat(folder.resolve("out/result.json")).hasSameTextualContentAs(file);
    return file;
  }

  private Ran board(Path... files) {
    String[] words = new String[files.length + 2];
    words[0] = "leaderboard";
    words[1] = "--out=" + folder.resolve("board.html");
    for (int i = 0; i < files.length; i++) {
      words[i + 2] = files[i].toString();
    }
    return Ran.of(words);
  }

  @Test
  void whatExploreWroteStandsBesideAnotherMachine() throws IOException {
    Path here = measured();
    RunResult result = ResultFile.read(here);
    assertThat(result.command()).isEqualTo("explore");
    assertThat(result.host()).isNotNull();
    String text = Files.readString(Specs.tiny(folder));
    assertThat(result.specs()).containsExactly(SpecText.of("tiny", text));
    RunResult.Timed timed = result.runtimes().getFirst().designs().getLast();
    assertThat(timed.parameters()).containsEntry("out", "8");
    assertThat(timed.inputs()).hasSize(1);
    Path there = folder.resolve("b.json");
    Files.writeString(
        there,
        Files.readString(here)
            .replace(result.machine(), "elsewhere")
            .replaceFirst("\"cpu\":\"[^\"]*\"", "\"cpu\":\"<script>alert(1)</script>\""));
    Ran both = board(here, there);
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.out()).contains("timed on 2 machines with 2 combinations of machine");
    assertThat(folder.resolve("board.html"))
        .content()
        .contains("Times by machine and runtime", "&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert(1)");
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                Ran.done(
                        "leaderboard",
                        here.toString(),
                        there.toString(),
                        "--format=json",
                        "--out=" + folder.resolve("board.html"))
                    .out());
    assertThat(json.at("/tables/times")).hasSize(2 * result.runtimes().getFirst().designs().size());
    assertThat(json.at("/tables/columns")).hasSize(2);
    assertThat(json.at("/tables/times").valueStream().map(row -> row.get("standing").asString()))
        .as("equal samples")
        .containsOnly("cannot tell");
    Files.writeString(there, Files.readString(there).replace("\"threads\":1", "\"threads\":2"));
    Ran refused = board(here, there);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(
            "convspectrum: these results are not comparable: threads: 1 (a.json), 2 (b.json);")
        .contains("--mix");
    Ran mixed =
        Ran.done(
            "leaderboard",
            here.toString(),
            there.toString(),
            "--mix",
            "--format=csv",
            "--out=" + folder.resolve("board.html"));
    assertThat(mixed.out()).contains("threads 2");
    assertThat(folder.resolve("board.html")).content().contains("Not comparable: threads");
  }

  @Test
  void badFilesAreRefusedInWords() throws IOException {
    Path file = folder.resolve("x.json");
    Map<String, String> faults =
        Map.of(
            "{\"schema\":\"convspectrum/result/9\"}", "which a newer version of convspectrum wrote",
            "{\"schema\":\"convspectrum/result/1\",\"spec\":\"a\"", "is no result",
            "[1]", "expected a JSON object");
    int refused = 0;
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      Files.writeString(file, fault.getKey());
      Ran ran = board(file);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).contains(fault.getValue()).doesNotContain("Exception", "\tat ");
      refused++;
    }
    assertThat(refused).isEqualTo(3);
    assertThat(board(folder.resolve("none.json")).err()).contains("there is no such file");
    Path text = Files.writeString(folder.resolve("README"), "# text");
    assertThat(board(text).err()).contains("README is no result");
  }

  /** What somebody else may send: all of it is refused with the file's name and exit code 2. */
  @Test
  void damagedResultsAreRefusedInWords() throws IOException {
    String example = Files.readString(Path.of(Repository.example("results/zen5-avx2.json")));
    String samples = "\"samples\":[";
    Map<String, String> damaged = new LinkedHashMap<>();
    damaged.put(
        example.replace("convspectrum/result/1", "convspectrum/result/2"),
        "is of convspectrum/result/2, which a newer version of convspectrum wrote; try that version");
    damaged.put(example.substring(0, example.length() / 2), "is no result: ");
    damaged.put(example.replace(samples, samples + "NaN,"), "is no result: ");
    damaged.put(example.replace(samples, samples + "\"NaN\","), "has a sample that is no time");
    damaged.put(example.replace(samples, samples + "-1.5,"), "has a sample that is no time");
    damaged.put(example.replace(samples, samples + "0,"), "has a sample that is no time");
    damaged.put(example.replace(samples, samples + "1e999,"), "has a sample that is no time");
    damaged.put(example.replace(samples, samples + "null,"), "a value is missing");
    damaged.put(example.replace(samples, samples + "1.7e308,"), "has a sample that is no time");
    damaged.put(example.replace("\"macs\":", "\"mac\":"), "designs[0].macs, runtimes[0]");
    damaged.put(example.replace(samples, samples + "1.5,"), "is no result: ");
    damaged.put(example.replaceFirst("\"machine\":\"[^\"]*\",", ""), "machine is missing");
    damaged.put("[".repeat(5000), "is no result: ");
    Path file = folder.resolve("x.json");
    for (Map.Entry<String, String> one : damaged.entrySet()) {
      Files.writeString(file, one.getKey());
      Ran ran = board(file);
      assertThat(ran.code()).as(one.getValue()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .startsWith("convspectrum: ")
          .contains("x.json ", one.getValue())
          .doesNotContain("Exception", "\tat ", "null")
          .hasSizeLessThan(1000);
    }
    assertThat(damaged).hasSize(13);
    assertThat(folder.resolve("board.html")).doesNotExist();
  }

  @Test
  void aFileOfMuchMoreThanAResultIsNotRead() throws IOException {
    Path large = folder.resolve("large.json");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200L << 20);
    }
    Ran ran = board(large);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("large.json has 200 MB; expected a result, which has at most 64 MB");
  }

  /** The instructions of a CPU are what machines are compared for; a protocol is not. */
  @Test
  void theCommittedResultsStandBesideEachOther() throws IOException {
    Path wide = Path.of(Repository.example("results/zen5-avx512.json"));
    Path narrow = Path.of(Repository.example("results/zen5-avx2.json"));
    Ran both = board(wide, narrow);
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(folder.resolve("board.html")).content().contains("instructions of vector");
    Path unlike =
        Files.writeString(
            folder.resolve("unlike.json"),
            Files.readString(narrow).replace("samples of 2.00 ms", "samples of 9.00 ms"));
    Ran refused = board(wide, unlike);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "protocol, sample: 2.00 ms or more (zen5-avx512.json), 9.00 ms or more (unlike.json)");
    Ran twice = board(wide, Files.copy(wide, folder.resolve("copy.json")));
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("zen5-avx512.json and copy.json hold the same run");
  }

  @Test
  void measureWritesWhatItTimed() throws IOException {
    Path file = folder.resolve("m.json");
    String tiny = Specs.tiny(folder).toString();
    Ran.done(
        "measure",
        tiny,
        tiny + "#segments=8",
        "--set=out=8",
        "--runtime=onnxruntime",
        "--budget=1s",
        "--result=" + file);
    RunResult result = ResultFile.read(file);
    assertThat(result.command()).isEqualTo("measure");
    assertThat(result.specs()).hasSize(2);
    assertThat(result.specs().get(0).hash()).isEqualTo(result.specs().get(1).hash());
    assertThat(result.runtimes().getFirst().designs()).hasSize(2);
    Ran steps = Ran.of("measure", tiny, "--by=layer", "--result=" + file);
    assertThat(steps.code()).isEqualTo(2);
    assertThat(steps.err()).contains("--result " + file + ": found --by layer, which times steps");
    Ran nowhere = Ran.of("measure", tiny, "--result=" + folder.resolve("no/x.json"));
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("found no folder");
    Ran nothing = Ran.of("explore", tiny, "--no-measure", "--result=" + file);
    assertThat(nothing.err()).contains("found nothing to write with --no-measure");
  }

  @Test
  void searchWritesWhatItMeasured() throws IOException {
    Path file = folder.resolve("s.json");
    String tiny = Specs.tiny(folder).toString();
    Ran.done(
        "search",
        tiny,
        "--objective=onnxruntime-latency,macs",
        "--budget=4",
        "--result=" + file,
        "--out=" + folder.resolve("out"));
    assertThat(folder.resolve("out/result.json")).hasSameTextualContentAs(file);
    RunResult result = ResultFile.read(file);
    assertThat(result.command()).isEqualTo("search");
    assertThat(result.runtimes()).hasSize(1);
    assertThat(result.runtimes().getFirst().designs())
        .extracting(RunResult.Timed::design)
        .contains("segments=8, out=8");
    Ran board = board(file);
    assertThat(board.code()).as(board.err()).isZero();
    Ran nothing = Ran.of("search", tiny, "--objective=macs,params", "--result=" + file);
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("found no objective and no constraint that is measured");
  }
}
