package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ValidateCommandTest {
  @TempDir private Path folder;

  @Test
  void jsonHasRowsWhosePartsAddUp() throws IOException {
    Ran ran =
        Ran.done(
            "validate",
            Specs.tiny(folder).toString(),
            "--set=out=8",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--format=json");
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.get("tables").propertyNames())
        .containsExactly("findings", "relations", "validation", "steps");
    assertThat(json.get("summary")).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    assertThat(json.at("/tables/validation")).hasSize(4);
    int added = 0;
    for (JsonNode row : json.at("/tables/validation")) {
      double parts = 0;
      for (String part : new String[] {"spatial", "pointwise", "memory", "kernels", "overhead"}) {
        parts += row.get(part + "_share").asDouble();
      }
      double gained = row.get("gained_share").asDouble();
      // Whether there are intervals, and the limits of the machine can be believed, depends on what
      // else runs on it.
      if (!row.get("memory_share").isNull()) {
        assertThat(parts - gained).as(row.toString()).isCloseTo(1, within(1e-6));
      } else {
        assertThat(json.toString()).containsAnyOf("are suspect", "No interval");
      }
      added++;
    }
    assertThat(added).isEqualTo(4);
  }

  @Test
  void oneDesignIsTimedAndSaidToBeOne() throws IOException {
    Path alone =
        Files.writeString(
            folder.resolve("alone.yaml"),
            "input: {channels: 8, height: 6, width: 6}\nlayers: [pointwise: {out: 8}]\n");
    Ran ran = Ran.done("validate", alone.toString(), "--runtime=onnxruntime", "--budget=1s");
    assertThat(ran.out()).startsWith("There is 1 design only: nothing to compare.");
  }

  @Test
  void aDesignTooLargeForMemorySaysHowMuchItNeeds() throws IOException {
    Path large =
        Files.writeString(
            folder.resolve("large.yaml"),
            """
            input: {channels: 8, height: 6, width: 6}
            references:
              small: [pointwise: {out: 8}]
            layers: [pointwise: {out: 100000}, pointwise: {out: 100000}]
            """);
    Ran ran =
        Ran.done(
            "validate", large.toString(), "--runtime=onnxruntime", "--budget=1s", "--format=csv");
    assertThat(ran.out())
        .contains("needs at least 37.3 GiB of memory, for weights and activations, of which ");
  }

  @Test
  void whatIsMistypedIsSaid() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    assertThat(Ran.of("validate", tiny, "--sweep", "segment"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: --sweep segment: tiny has no such parameter; expected one of segments,"
                    + " out\n"));
    assertThat(Ran.of("validate", tiny, "--max-designs=0").code()).isEqualTo(2);
  }
}
