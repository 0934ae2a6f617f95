package convspectrum.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainStudyCommandTest {
  private static final String STUDY =
      """
      name: tiny
      about: A tiny study
      vary: segments
      equal-macs: {parameter: width, macs: 60000}
      data: fashion-sample
      epochs: 2
      batch: 32
      rates: [0.02, 0.1]
      seeds: 2
      most-seeds: 3
      spec:
        input: {channels: 1, height: 28, width: 28}
        parameters:
          segments: [1, 2, depthwise]
          width: {range: [8, 16, 2], default: 8}
        layers:
          - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
          - segmented: {out: $width, stride: 2, segments: $segments, norm: batch, activation: relu}
          - global-pool
          - flatten
          - linear: 10
      claims:
        - claim: more
          says: Depthwise is better
          value: accuracy('segments=depthwise') - accuracy('segments=1')
          at-least: 0
          source: nowhere
      cannot-tell: [Much.]
      """;

  @TempDir private Path folder;

  private List<String> command(String out, String... more) throws IOException {
    Path file = folder.resolve("tiny.yaml");
    Files.writeString(file, STUDY);
    return Stream.concat(
            Stream.of(
                "train", "study", file.toString(), "--no-measure", "--out", folder + "/" + out),
            Stream.of(more))
        .toList();
  }

  private static Ran ran(List<String> words) {
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void aStudyThatGoesOnGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
    Ran whole = ran(command("whole", "--threads=1", "--format=json"));
    assertThat(whole.code()).isZero();
    JsonNode json = JsonMapper.shared().readTree(whole.out());
    assertThat(json.at("/tables/designs").size()).isEqualTo(6);
    assertThat(json.at("/tables/designs/0/test_accuracy").asDouble()).isBetween(0.1, 0.9);
    assertThat(json.at("/tables/designs/0/seeds").asInt()).isBetween(2, 3);
    assertThat(json.at("/tables/differences").size()).isEqualTo(4);
    assertThat(json.at("/tables/claims/0/verdict").asString()).isNotEmpty();
    assertThat(json.at("/notes/test_images").asString()).isEqualTo("200");
    assertThat(whole.err()).contains("tiny: 6 designs; 12 trainings to choose learning rates, 12");
    // Nothing begins after the budget, so this leaves what it has after the first trainings.
    Ran stopped = ran(command("stopped", "--threads=2", "--budget=1ms"));
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err()).contains("not all trainings are made; the same command goes on");
    Ran shorter = ran(command("stopped", "--threads=2", "--seeds=1", "--most-seeds=1"));
    assertThat(shorter.code()).isZero();
    Ran on = ran(command("stopped", "--threads=2", "--format=json"));
    assertThat(JsonMapper.shared().readTree(on.out()).get("tables")).isEqualTo(json.get("tables"));
    for (String file : List.of("tiny.trainings.tsv", "tiny.csv", "tiny.md", "tiny.html")) {
      assertThat(Files.readAllBytes(folder.resolve("stopped").resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(file)));
    }
    assertThat(folder.resolve("stopped/tiny-accuracy.png")).exists();
    assertThat(folder.resolve("stopped/report.previous/tiny.json")).exists();
    Files.writeString(folder.resolve("stopped/tiny.trainings.tsv"), "other");
    assertThat(ran(command("stopped")).err()).contains("try to delete it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--equal=mac | --equal: found 'mac'; expected width or macs",
        "--only=segments=3 | found no value '3'; expected some of 1, 2, depthwise",
        "--only=segment=1 | found no parameter 'segment' that the study varies or compares; did you mean 'segments'?",
        "--only=segments | expected NAME=VALUES, such as segments=1",
        "--seeds=0 | --seeds 0: expected 1 to 1000",
        "--most-seeds=1 | --most-seeds 1: found 2 seeds of every design; expected at least as many",
        "--rates=0 | --rates 0.0: expected numbers above 0",
        "--validation=0 | --validation 0: found 2 learning rates to choose among",
        "--batch=999 | --batch 999: found 360 images to learn from",
        "--runtime=vector | --runtime: found --no-measure",
        "--columns=sement | found no column 'sement'",
      })
  void wrongOptionsAreRefused(String option, String message) throws IOException {
    Ran ran = ran(command("out", option));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void namesOfStudiesAreSuggested() {
    Ran ran = Ran.of("train", "study", "segment");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no study of this name; did you mean 'segments'?");
    assertThat(Ran.of("study", "segments").err()).contains("try convspectrum train study segments");
    assertThat(Ran.of("train", "study", "published").err())
        .contains("try convspectrum study published");
  }

  @Test
  void aDesignThatDivergesIsLeftOut() throws IOException {
    Ran ran = ran(command("out", "--rates=1e30", "--only=segments=1"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("every training diverged; try lower learning rates");
  }
}
