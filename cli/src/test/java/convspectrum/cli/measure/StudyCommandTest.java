package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class StudyCommandTest {
  private static final String TEXT =
      """
      networks:
        wide: {input: [1, 32, 16, 16], layers: [conv: {out: 32}]}
        thin: {input: [1, 32, 16, 16], layers: [pointwise: {out: 32}]}
        other: {input: [1, 8, 8, 8], layers: [pointwise: {out: 8}]}
      claims:
        - {claim: any, says: a band of all ratios, source: here, above: wide, below: thin, at-least: 1e-9}
        - {claim: none, says: a band of none, source: here, above: wide, below: thin, at-least: 1e9}
        - {claim: third, says: another, source: here, above: other, below: thin, at-least: 0.5}
      """;

  @TempDir private Path folder;

  private String study() throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), TEXT).toString();
  }

  /** Bands that every ratio is in, and none. */
  @Test
  void claimsAreJudgedByTheirBands() throws IOException {
    Ran ran =
        Ran.done(
            "study",
            study(),
            "--claims=any,none",
            "--runtime=reference",
            "--budget=4s",
            "--format=json");
    JsonNode rows = JsonMapper.shared().readTree(ran.out()).at("/tables/claims");
    assertThat(rows).hasSize(2);
    for (JsonNode row : rows) {
      assertThat(row.get("reference_ratio").asDouble()).isPositive();
      String verdict = row.get("claim").asString().equals("any") ? "reproduced" : "refuted";
      boolean judged = !row.get("reference_ratio_low").isNull(); // beside other work it may not be
      assertThat(row.get("reference_verdict").asString()).isEqualTo(judged ? verdict : "undecided");
    }
    assertThat(ran.err()).contains("2 rows, 2 to measure");
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
  }
}
