package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MeasureCommandTest {
  @TempDir private Path folder;

  @Test
  void jsonHasTheseKeysAndAllSamples() throws IOException {
    Path tiny = Specs.tiny(folder);
    Ran ran =
        Ran.done(
            "measure",
            tiny.toString(),
            tiny.toString(),
            "--set",
            "segments=8",
            "--runtime",
            "reference,onnxruntime",
            "--threads",
            "2",
            "--budget",
            "1s",
            "--format",
            "json");
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.at("/runs/0/protocol").asString()).isEqualTo("quick");
    assertThat(json.get("machine").get("fingerprint").asString()).matches("[0-9a-f]{12}");
    assertThat(json.get("runs")).hasSize(2);
    assertThat(json.at("/tables/latency")).hasSize(4);
    assertThat(json.at("/tables/latency").valueStream().map(row -> row.get("model").asString()))
        .containsExactly("tiny", "tiny (2)", "tiny", "tiny (2)");
    for (JsonNode result : json.at("/tables/latency")) {
      assertThat(Set.copyOf(result.propertyNames()))
          .contains(
              "model",
              "design",
              "runtime",
              "runtime_version",
              "threads",
              "median_ms",
              "low_ms",
              "high_ms");
      assertThat(result.get("design").asString()).isEqualTo("segments=8, out=8");
      assertThat(result.get("threads").asInt()).isEqualTo(2);
      double median = result.get("median_ms").asDouble();
      assertThat(median).isPositive();
      if (result.get("low_ms").isNull()) { // a second is not enough beside other work
        assertThat(result.get("high_ms").isNull()).isTrue();
        assertThat(result.get("note").asString()).startsWith("No interval from");
        continue;
      }
      assertThat(result.get("low_ms").asDouble()).isPositive().isLessThanOrEqualTo(median);
      assertThat(result.get("high_ms").asDouble()).isGreaterThanOrEqualTo(median);
    }
    assertThat(json.at("/tables/latency").get(0).get("runtime").asString()).isEqualTo("reference");
    assertThat(json.at("/tables/latency").get(3).get("runtime").asString())
        .isEqualTo("onnxruntime");
    assertThat(json.get("runs").valueStream().map(run -> run.get("notes").toString()))
        .allMatch(notes -> notes.contains("Timed in a process of its own"));
    assertThat(json.at("/details/samples"))
        .hasSize(4)
        .allMatch(one -> !one.get("samples_ms").isEmpty());
    JsonNode ratios = json.at("/details/ratios/0");
    assertThat(ratios.get("runtime").asString()).isEqualTo("onnxruntime");
    assertThat(ratios.get("relative_to").asString()).isEqualTo("reference");
    assertThat(ratios.get("models")).as("both are the same graph").hasSize(1);
    assertThat(ratios.get("models").get(0).at("/ratio/value").asDouble()).isPositive();
  }

  @Test
  void theTableNamesItsMachine() throws IOException {
    Ran ran =
        Ran.done(
            "measure", Specs.tiny(folder).toString(), "--budget", "1s", "--format", "markdown");
    assertThat(ran.out()).contains("tiny", "onnxruntime", "fingerprint");
    assertThat(ran.err()).startsWith("note: tiny leaves 2 parameters open;");
  }

  @Test
  void aSettingGoesToTheModelsThatHaveIt() throws IOException {
    Path fixed =
        Files.writeString(
            folder.resolve("fixed.yaml"),
            "input: {channels: 8, height: 6, width: 6}\nlayers: [pointwise: {out: 8}]\n");
    Ran ran =
        Ran.done(
            "measure",
            fixed.toString(),
            Specs.tiny(folder).toString(),
            "--set=segments=8",
            "--set=out=16",
            "--runtime=onnxruntime",
            "--budget=1s",
            "--format=csv");
    assertThat(ran.out().lines().map(line -> line.replaceAll("onnxruntime.*", "")))
        .containsExactly(
            "model,design,runtime,runtime_version,threads,median_ms,low_ms,high_ms,p10_ms,speedup,"
                + "speedup_low,speedup_high,sqnr_db,note",
            "fixed,,",
            "tiny,\"segments=8, out=16\",");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void layersAreTimedOnEachRuntime() throws IOException {
    Ran ran =
        Ran.done(
            "measure",
            Specs.tiny(folder).toString(),
            "--set=segments=8",
            "--by=layer",
            "--runtime=reference,onnxruntime",
            "--format=json");
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.at("/details/passes")).hasSize(2);
    assertThat(
            json.at("/tables/layer_times")
                .valueStream()
                .map(row -> row.get("runtime").asString())
                .distinct())
        .containsExactly("reference", "onnxruntime");
    assertThat(
            json.at("/tables/layer_times")
                .valueStream()
                .mapToLong(row -> row.get("macs").asLong())
                .sum())
        .as("36 pixels, 64 + 72 weights, twice")
        .isEqualTo(2 * 36 * (64 + 72));
  }

  @Test
  void rowsAreOfModelsOrOfOneModelsLayers() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    assertThat(Ran.of("measure", tiny, "--by", "network"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: --by: unknown 'network'; expected one of model, layer, block, op\n"));
    assertThat(Ran.of("measure", tiny, tiny, "--by=layer").err())
        .startsWith("convspectrum: --by layer: expected one MODEL; found ");
  }

  @Test
  void blocksAndOpsAddUpTheSameSteps() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    for (String by : List.of("block", "op")) {
      Ran ran =
          Ran.done(
              "measure",
              tiny,
              "--set=segments=8",
              "--by=" + by,
              "--runtime=reference",
              "--sort=ms:desc",
              "--top=1",
              "--format=json");
      JsonNode json = JsonMapper.shared().readTree(ran.out());
      assertThat(json.at("/details/by").asString()).isEqualTo(by);
      JsonNode rows = json.at("/tables/" + by + "_times");
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).get("macs").asLong()).isEqualTo(36 * (64 + 72));
    }
  }

  @Test
  void aTraceHasThePhasesAndTheStepsOfAPass() throws IOException {
    Path file = folder.resolve("trace.json");
    Ran ran =
        Ran.done(
            "measure",
            Specs.tiny(folder).toString(),
            "--set=segments=8",
            "--by=layer",
            "--runtime=reference",
            "--trace=" + file);
    assertThat(ran.err()).contains("wrote " + file);
    JsonNode trace = JsonMapper.shared().readTree(Files.readString(file));
    List<JsonNode> events = trace.get("traceEvents").valueStream().toList();
    assertThat(events.stream().map(event -> event.get("name").asString()))
        .contains(
            "reading",
            "checking reference",
            "compiling for reference",
            "warming up reference",
            "timing reference",
            "profiling reference",
            "a pass of tiny");
    assertThat(
            events.stream()
                .filter(event -> event.path("cat").asString("").equals("step"))
                .mapToLong(event -> event.at("/args/macs").asLong())
                .sum())
        .isEqualTo(36 * (64 + 72));
  }

  @Test
  void aTraceOfSeveralModelsHasAPassOfEach() throws IOException {
    Path file = folder.resolve("trace.json");
    String tiny = Specs.tiny(folder).toString();
    Ran.done(
        "measure",
        tiny + "#segments=8",
        tiny + "#segments=1",
        "--runtime=reference",
        "--budget=1s",
        "--trace=" + file);
    JsonNode trace = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(
            trace
                .get("traceEvents")
                .valueStream()
                .filter(event -> event.path("cat").asString("").equals("pass")))
        .hasSize(2);
  }

  @Test
  void aTraceHasAPlace() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    assertThat(Ran.of("measure", tiny, "--trace=" + folder).err())
        .contains("is a folder; expected the name of a file");
    Ran missing = Ran.of("measure", tiny, "--trace=" + folder.resolve("no/trace.json"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("expected one that is there; try mkdir -p ");
  }
}
