package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StudyCommandTest {
  private static final String TEXT =
      """
      name: tiny
      networks:
        wide: {input: [1, 32, 16, 16], layers: [conv: {out: 32}]}
        thin: {input: [1, 32, 16, 16], layers: [pointwise: {out: 32}]}
        other: {input: [1, 8, 8, 8], layers: [pointwise: {out: 8}]}
        another: {input: [1, 8, 8, 8], layers: [pointwise: {out: 9}]}
      claims:
        - {claim: any, says: a band of all ratios, source: here, value: time('wide') / time('thin'), at-least: 1e-9}
        - {claim: none, says: a band of none, source: here, value: time('wide') / time('thin'), at-least: 1e9}
        - {claim: third, says: another, source: here, value: time('other') / time('another'), at-least: 0.5}
      """;

  @TempDir private Path folder;

  private String study() throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), TEXT).toString();
  }

  /** Bands that every ratio is in, and none; in JSON, in the report, and told as they come. */
  @Test
  void claimsAreJudgedByTheirBands() throws IOException {
    Path out = folder.resolve("out");
    Ran ran =
        Ran.done(
            "study",
            study(),
            "--runtime=reference",
            "--budget=6s",
            "--out=" + out,
            "--format=json");
    JsonNode document = JsonMapper.shared().readTree(ran.out());
    JsonNode rows = document.at("/tables/claims");
    assertThat(rows).hasSize(3);
    for (JsonNode row : rows) {
      assertThat(row.get("reference_value").asDouble()).isPositive();
      String id = row.get("claim").asString();
      if (!id.equals("third")) {
        boolean judged =
            !row.get("reference_value_low").isNull(); // beside other work it may not be
        String verdict = id.equals("any") ? "reproduced" : "refuted";
        assertThat(row.get("reference_verdict").asString())
            .isEqualTo(judged ? verdict : "undecided");
      }
    }
    assertThat(document.at("/tables/sources/0/value").asString())
        .isEqualTo("time('wide') / time('thin')");
    assertThat(document.at("/details/partial").asBoolean(true)).isFalse();
    assertThat(ran.err())
        .contains("tiny: 3 claims about 4 networks in 2 groups")
        .contains("any: reference ")
        .contains("wrote " + out.resolve("study.html"));
    assertThat(ran.err().indexOf("third: reference"))
        .as("the group of less work is first")
        .isLessThan(ran.err().indexOf("any: reference"));
    assertThat(Files.readString(out.resolve("study.html")))
        .contains("a band of none", "data-chart");
    assertThat(Files.readString(out.resolve("study.md")))
        .contains("| any |", "reference: of 3 claims");
    assertThat(
            JsonMapper.shared()
                .readTree(Files.readString(out.resolve("study.json")))
                .at("/tables/claims"))
        .isEqualTo(rows);
    assertThat(Files.readString(out.resolve("study.csv")))
        .startsWith("claim,says,at_least,at_most,");
  }

  /**
   * Two pointwise convolutions that take about as long as each other, and a band that begins there.
   */
  @Test
  void aClaimNearAnEndOfItsBandIsMeasuredInFurtherProcesses() throws IOException {
    Path study = folder.resolve("near.yaml");
    Files.writeString(study, TEXT.replace("at-least: 0.5", "at-least: 0.9"));
    Ran ran =
        Ran.done(
            "study",
            study.toString(),
            "--claims=any,third",
            "--runtime=reference",
            "--budget=9s",
            "--out=" + folder.resolve("out"),
            "--format=json");
    JsonNode rows = JsonMapper.shared().readTree(ran.out()).at("/tables/claims");
    // Noise may move one far away from its band, or leave another without an interval.
    List<String> again =
        ran.err()
            .lines()
            .filter(line -> line.startsWith("measuring in further processes"))
            .flatMap(line -> Stream.of(line.substring(line.lastIndexOf(':') + 2).split(", ")))
            .toList();
    assertThat(again).isSubsetOf("any", "third");
    for (JsonNode row : rows) {
      String id = row.get("claim").asString();
      int processes = row.get("reference_processes").asInt();
      if (again.contains(id)) {
        assertThat(processes).as(id).isBetween(2, 6); // fewer where a process had too little time
        if (processes == 6) {
          assertThat(row.get("reference_value_low").isNull()).as(id).isFalse();
        }
        assertThat(ran.err()).containsPattern("(?s)" + id + ": reference.*" + id + ": reference");
      } else {
        assertThat(processes).as(id).isEqualTo(1);
      }
    }
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertThat(Ran.of("study", study(), "--claims=thrid"))
        .returns(2, Ran::code)
        .returns("", Ran::out)
        .returns(
            "convspectrum: --claims: found no claim 'thrid'; did you mean 'third'?\n", Ran::err);
    assertThat(Ran.of("study", "publishd").err())
        .contains("publishd: there is no study of this name; did you mean 'published'?");
    assertThat(Ran.of("study", folder.resolve("gone.yaml").toString())).returns(2, Ran::code);
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, TEXT.replace("time('other')", "time('othr')"));
    assertThat(Ran.of("study", wrong.toString()))
        .returns(2, Ran::code)
        .returns("", Ran::out)
        .satisfies(ran ->
            assertThat(ran.err())
                .contains(
                    wrong
                        + ":10:61: claims[2].value: found no network 'othr'; did you mean"
                        + " 'other'?"));
    assertThat(Ran.of("study", study(), "--out=" + wrong).err())
        .contains("is a file; expected a folder");
  }
}
