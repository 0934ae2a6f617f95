package convspectrum.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real forks, one of one small design on each runtime: the budget is for no more. */
final class JmhForksTest {
  @TempDir private Path folder;

  private Path tiny() throws IOException {
    return Files.writeString(
        folder.resolve("tiny [a, \"b\"].yaml"),
        "name: 'tiny [a, \"b\"]'\ninput: {channels: 8, height: 6, width: 6}\n"
            + "layers: [pointwise: {out: 8}]\n");
  }

  @Test
  void forksAreTimedAndWhatJmhFoundIsKept() throws IOException {
    Ran ran =
        Ran.done(
            "measure",
            tiny().toString(),
            "--protocol=jmh",
            "--budget=0.1s",
            "--runtime=vector,onnxruntime",
            "--jmh-json=" + folder.resolve("kept"),
            "--format=json");
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.at("/runs/0/protocol").asString()).isEqualTo("jmh");
    assertThat(json.at("/runs/0/protocol_description").asString())
        .startsWith("jmh: budget 0.100 s");
    assertThat(json.at("/tables/latency")).hasSize(2);
    for (JsonNode result : json.at("/tables/latency")) {
      assertThat(result.get("median_ms").asDouble()).isPositive();
      assertThat(result.get("speedup").asDouble()).isEqualTo(1);
    }
    assertThat(json.at("/details/samples").valueStream().map(one -> one.get("samples_ms").size()))
        .containsExactly(1, 1);
    assertThat(json.at("/details/ratios/0").get("models")).hasSize(1);
    for (String runtime : new String[] {"vector", "onnxruntime"}) {
      Path file = folder.resolve("kept/jmh-" + runtime + ".json");
      assertThat(ran.err()).contains("wrote " + file + "\n");
      JsonNode kept = JsonMapper.shared().readTree(Files.readString(file));
      assertThat(kept).hasSize(1);
      JsonNode entry = kept.get(0);
      assertThat(entry.get("benchmark").asString())
          .isEqualTo("convspectrum.cli.PassBenchmark.pass");
      assertThat(entry.get("forks").asInt()).isEqualTo(1);
      assertThat(entry.get("params").get("runtime").asString()).isEqualTo(runtime);
      assertThat(entry.get("params").get("design").asString()).isEqualTo("tiny [a, \"b\"]");
      JsonNode forks = entry.get("primaryMetric").get("rawData");
      assertThat(forks).hasSize(1);
      assertThat(forks.get(0)).hasSize(entry.get("measurementIterations").asInt());
      assertThat(forks.get(0).valueStream().mapToDouble(JsonNode::asDouble))
          .allMatch(milliseconds -> milliseconds > 0);
      assertThat(entry.get("secondaryMetrics").propertyNames())
          .contains("steady", "takenAway", "involuntarySwitches", "warmUpPasses");
    }
  }

  @Test
  void mistakesAreFoundBeforeAnythingIsMeasured() throws IOException {
    String tiny = tiny().toString();
    assertThat(Ran.of("measure", tiny, "--protocol=jmx"))
        .isEqualTo(new Ran(2, "", "convspectrum: --protocol jmx: expected quick or jmh\n"));
    assertThat(Ran.of("measure", tiny, "--jmh-json=x"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: --jmh-json x: found another protocol; expected --protocol jmh with it\n"));
    assertThat(Ran.of("measure", tiny, "--protocol=jmh", "--jmh-json=" + tiny).err())
        .isEqualTo("convspectrum: --jmh-json " + tiny + ": is a file; expected a folder\n");
    assertThat(Ran.of("measure", tiny, "--protocol=jmh", "--budget=0s").err())
        .isEqualTo("convspectrum: --budget 0s: expected a time such as 40s or 2m\n");
    assertThat(Ran.of("measure", tiny, "--protocol=jmh", "--by=layer").err())
        .isEqualTo(
            "convspectrum: --by layer: found --protocol jmh, but it is not measured in forks; try it without\n");
  }
}
