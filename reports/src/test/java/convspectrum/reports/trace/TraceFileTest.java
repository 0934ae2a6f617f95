package convspectrum.reports.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Cost;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.reports.explore.Studies;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written is read back by another parser, and holds what the format asks for. */
final class TraceFileTest {
  @TempDir private Path folder;

  private static final List<Phase> PHASES =
      List.of(
          new Phase("reading", 0, 1_500_000, List.of()),
          new Phase(
              "profiling fast",
              1_500_000,
              9_000_000,
              List.of(
                  new Phase("1/2 wide", 1_500_000, 5_000_123, List.of()),
                  new Phase("2/2 deep", 5_000_123, 9_000_000, List.of()))));

  private static final LayerTime CONV =
      new LayerTime(
          List.of("conv", "relu"),
          "FusedConv",
          0.7,
          new Cost(9, 0, 50_000_000, 100_000_000, 5_000_000, 5_000_000, 1),
          Optional.of(
              new RuntimeStep(
                  "key",
                  "Conv gemm",
                  List.of("conv", "relu"),
                  new RuntimeStep.Work(50_000_000, 100_000_000, 1, 1))));
  private static final LayerTime REORDER =
      new LayerTime(List.of("Reorder"), "Reorder", 0.1, Cost.ZERO);

  private static DesignProfile profile(String runtime, String design) {
    Conditions conditions =
        new Conditions(runtime, "1.0", 1, "float32", "0123456789ab", Instant.EPOCH);
    return new DesignProfile(
        design, new LayerTimes(conditions, List.of(CONV, REORDER, CONV), 1.4, 9));
  }

  private JsonNode written(DesignProfile... profiles) throws IOException {
    Path file = folder.resolve("trace.json");
    new TraceFile("1.2.3", "measure", Studies.MACHINE, Optional.empty(), PHASES, List.of(profiles))
        .write(file);
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static List<JsonNode> complete(JsonNode trace, String category) {
    return trace
        .get("traceEvents")
        .valueStream()
        .filter(event -> event.get("ph").asString().equals("X"))
        .filter(event -> event.get("cat").asString().startsWith(category))
        .toList();
  }

  /**
   * Viewers draw events of a thread as a stack: each lies inside the one that it began in, and no
   * two of them begin or end at the same time, which viewers sort in different ways.
   */
  private static void assertNested(JsonNode trace) {
    Map<String, Deque<Double>> ends = new HashMap<>();
    double apart = 0.0009; // almost a nanosecond
    for (JsonNode event : complete(trace, "")) {
      Deque<Double> open =
          ends.computeIfAbsent(event.get("pid") + " " + event.get("tid"), _ -> new ArrayDeque<>());
      double start = event.get("ts").asDouble();
      double end = start + event.get("dur").asDouble();
      assertThat(event.get("dur").asDouble()).isNotNegative();
      while (!open.isEmpty() && open.peek() <= start - apart) {
        open.pop();
      }
      assertThat(open.isEmpty() || end <= open.peek() - apart).as(event.toString()).isTrue();
      open.push(end);
    }
    assertThat(ends).isNotEmpty();
  }

  @Test
  void phasesAndStepsAreNested() throws IOException {
    JsonNode trace =
        written(profile("fast", "wide"), profile("fast", "deep"), profile("slow", "wide"));
    assertNested(trace);
    assertThat(trace.get("traceEvents")).allMatch(event -> event.has("ph") && event.has("ts"));
    assertThat(trace.get("displayTimeUnit").asString()).isEqualTo("ms");
    // speedscope would show "{}" behind the name of a phase.
    assertThat(complete(trace, "phase")).hasSize(2).noneMatch(event -> event.has("args"));
    assertThat(complete(trace, "part")).hasSize(2);
    assertThat(complete(trace, "pass")).hasSize(3);
    assertThat(complete(trace, "step")).hasSize(9);
    assertThat(
            trace
                .get("traceEvents")
                .valueStream()
                .filter(event -> event.get("name").asString().equals("process_name"))
                .map(event -> event.at("/args/name").asString()))
        .containsExactly(
            "convspectrum measure",
            "fast: one pass of each model, as profiled",
            "slow: one pass of each model, as profiled");
  }

  /** The format has microseconds; milliseconds are an argument that says so. */
  @Test
  void timesAreInMicroseconds() throws IOException {
    JsonNode trace = written(profile("fast", "deep"));
    JsonNode pass = complete(trace, "pass").getFirst();
    assertThat(pass.get("ts").asDouble()).isEqualTo(5_000.123);
    assertThat(pass.get("dur").asDouble()).isEqualTo(1_500.004);
    assertThat(pass.at("/args/pass_ms_without_profiling").asDouble()).isEqualTo(1.4);
    JsonNode conv = complete(trace, "step").getFirst();
    assertThat(conv.get("name").asString()).isEqualTo("conv +1");
    assertThat(conv.get("dur").asDouble()).isEqualTo(700);
    JsonNode figures = conv.get("args");
    assertThat(figures.get("ms").asDouble()).isEqualTo(0.7);
    assertThat(figures.get("kernel").asString()).isEqualTo("Conv gemm");
    assertThat(figures.get("macs").asLong()).isEqualTo(50_000_000);
    assertThat(figures.get("bytes").asLong()).isEqualTo(10_000_000);
    assertThat(figures.get("wasted_share").asDouble()).isEqualTo(0.5);
    assertThat(figures.get("share").asDouble()).isCloseTo(0.7 / 1.5, within(1e-9));
    assertThat(complete(trace, "step,uncounted")).hasSize(1);
  }

  @Test
  void aNameCannotBreakTheDocument() throws IOException {
    JsonNode trace = written(profile("fast", "a\"],\n{<script>"));
    assertThat(complete(trace, "pass").getFirst().get("name").asString())
        .isEqualTo("a pass of a\"],\n{<script>");
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    TraceFile trace =
        new TraceFile("1", "measure", Studies.MACHINE, Optional.empty(), PHASES, List.of());
    assertThatThrownBy(() -> trace.write(folder.resolve("missing/deeper/trace.json")))
        .isInstanceOf(WriteException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
