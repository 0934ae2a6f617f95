package convspectrum.reports.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.reports.explore.Studies;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.ConsoleTable;
import convspectrum.reports.view.Terminal;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link MeasurementTable}, {@link MeasurementJson} and {@link MachineTable}. */
final class MeasurementTablesTest {
  private static final MachineLimits LIMITS =
      new MachineLimits(
          new LimitsKey(Studies.MACHINE.fingerprint(), "0-1", "UseAVX=2", "25.0.3"),
          2,
          256,
          false,
          new Rate(123.45, 0.004),
          new Rate(240.5, 0.006),
          List.of(
              new Bandwidth(
                  "L1",
                  48 << 10,
                  96 << 10,
                  24 << 10,
                  48 << 10,
                  new Rate(250.25, 0.01),
                  new Rate(500.5, 0.02)),
              new Bandwidth(
                  "DRAM",
                  1L << 34,
                  1L << 34,
                  256L << 20,
                  512L << 20,
                  new Rate(12.5, 0.1),
                  new Rate(20.0, 0.12))),
          new TimerResolution(10, 21.5),
          "vector loops",
          Instant.EPOCH,
          Trust.GOOD);

  private final Locale before = Locale.getDefault();
  private final Designs designs = Studies.designs(Studies.SPEC);
  private final MeasurementRun run =
      Studies.run(designs, Map.of("regular", 4.0, "segments=2", 2.5), NoiseReport.Level.NOISY);

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void aModelAndRuntimeIsARow() {
    ResultTable table = table();
    assertThat(table.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "model",
            "design",
            "runtime",
            "runtime_version",
            "threads",
            "median_ms",
            "low_ms",
            "high_ms",
            "p10_ms",
            "speedup",
            "speedup_low",
            "speedup_high",
            "sqnr_db",
            "note");
    assertThat(table.rowCount()).isEqualTo(5);
    assertThat(table.column("median_ms").cells())
        .containsExactly(
            new Cell.Real(4.0),
            new Cell.Missing(),
            new Cell.Missing(),
            new Cell.Real(2.5),
            new Cell.Missing());
    assertThat(table.column("speedup").cell(3)).isEqualTo(new Cell.Real(1.6));
    assertThat(table.column("note").cell(2))
        .as("segments=1 is the same as plain")
        .isEqualTo(new Cell.Text("fast cannot run <plain>"));
    assertThat(new ConsoleTable(Terminal.plain()).render(table))
        .contains("fast: The machine was noisy.", "Test CPU, 2 cores, 8.0 GiB");
  }

  @Test
  void jsonHasSamplesAndNothingWhereNothingWasMeasured() {
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                MeasurementJson.of(
                        Studies.MACHINE,
                        List.of(run),
                        rows(),
                        table().withWarnings(List.of("Mind.")))
                    .json("1.2.3"));
    assertThat(json.get("warnings").valueStream().map(JsonNode::asString)).contains("Mind.");
    assertThat(json.at("/machine/cpu").asString()).isEqualTo("Test CPU");
    assertThat(json.at("/machine/limits").isNull()).isTrue();
    assertThat(json.at("/runs/0/protocol").asString()).isEqualTo("quick");
    assertThat(json.get("runs").get(0).get("noise").asString()).isEqualTo("noisy");
    assertThat(json.get("runs").get(0).get("date").asString()).isEqualTo("2026-01-01T12:00:00Z");
    JsonNode measured = json.at("/tables/latency").get(3);
    assertThat(measured.get("model").asString()).isEqualTo("segments=2");
    assertThat(measured.get("median_ms").asDouble()).isEqualTo(2.5);
    assertThat(measured.get("speedup").asDouble()).isEqualTo(1.6);
    JsonNode samples = json.at("/details/samples");
    assertThat(samples.valueStream().map(one -> one.get("model").asString()))
        .contains("segments=2")
        .doesNotContain(json.at("/tables/latency/4/model").asString());
    JsonNode last = samples.get(samples.size() - 1);
    assertThat(last.get("samples_ms")).hasSize(6);
    assertThat(last.get("baseline").asString()).isEqualTo("regular");
    JsonNode not = json.at("/tables/latency").get(4);
    assertThat(not.get("median_ms").isNull()).isTrue();
    assertThat(not.get("note").asString()).isEqualTo("fast cannot run <segments=8>");
  }

  @Test
  void severalRuntimesAreComparedWithTheFirst() {
    MeasurementRun slow =
        Studies.run("slow", designs, Map.of("regular", 8.0, "segments=2", 2.5, "plain", 1.0));
    List<MeasurementTable.Row> rows = new ArrayList<>(rows(run));
    rows.addAll(rows(slow));
    ResultTable table = MeasurementTable.of("Latency", rows, Studies.MACHINE);
    assertThat(table.column("ratio").cells().subList(0, 5)).containsOnly(new Cell.Missing());
    assertThat(table.column("ratio").cell(5)).isEqualTo(new Cell.Real(2.0));
    assertThat(table.column("ratio").cell(6))
        .as("plain, of one only")
        .isEqualTo(new Cell.Missing());
    assertThat(table.column("ratio").cell(8)).isEqualTo(new Cell.Real(1.0));
    assertThat(table.column("ratio_high").cell(8)).isEqualTo(new Cell.Real(1.0));
    assertThat(new ConsoleTable(Terminal.plain()).render(table))
        .contains(
            "÷ fast",
            "slow / fast: above 1 means fast is faster; geometric mean over 2 models 1.414"
                + " [1.414, 1.414]");
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                MeasurementJson.of(Studies.MACHINE, List.of(run, slow), rows, table).json("1.2.3"));
    JsonNode ratios = json.at("/details/ratios/0");
    assertThat(json.at("/details/ratios")).hasSize(1);
    assertThat(ratios.get("runtime").asString()).isEqualTo("slow");
    assertThat(ratios.get("relative_to").asString()).isEqualTo("fast");
    assertThat(ratios.get("models")).hasSize(2);
    assertThat(ratios.get("models").get(0).get("model").asString()).isEqualTo("regular");
    assertThat(ratios.get("models").get(0).at("/ratio/value").asDouble()).isEqualTo(2.0);
    assertThat(ratios.get("models").get(0).get("rounds").asInt()).isEqualTo(6);
    assertThat(ratios.at("/geometric_mean/low").asDouble()).isBetween(1.41, 1.42);
  }

  @Test
  void aMeanOfTooFewRepetitionsHasNoInterval() {
    Map<String, Double> times = Map.of("regular", 8.0, "segments=2", 2.0);
    List<MeasurementTable.Row> rows = new ArrayList<>(rows(Studies.few(designs, times)));
    rows.addAll(rows(Studies.few("slow", designs, times)));
    assertThat(
            new ConsoleTable(Terminal.plain())
                .render(MeasurementTable.of("Latency", rows, Studies.MACHINE)))
        .contains("geometric mean over 2 models 1.000, without an interval")
        .doesNotContain("NaN");
  }

  @Test
  void theMachineIsATableOfFacts() {
    String facts = new ConsoleTable(Terminal.plain()).render(machine());
    assertThat(facts)
        .contains(
            "Test CPU",
            "TestVendor 25 17 1",
            "2 physical, 4 logical; sockets: 1; NUMA nodes: 1",
            "avx2 fma",
            "L1d cache",
            "32 KiB; 2 on this machine, each for 2 logical cores",
            "32 MiB; 1 on this machine, each for 4 logical cores",
            "8.0 GiB, available 6.0 GiB",
            "yes, hypervisor KVM",
            "1.5 CPUs",
            "123.5 GFLOP/s one thread (spread 0.4 %), 240.5 GFLOP/s 2 threads (spread 0.6 %)",
            "250.3 GB/s one thread (24 KiB, spread 1.0 %), 500.5 GB/s 2 threads (48 KiB, spread 2.0 %)",
            "12.5 GB/s one thread (256 MiB, spread 10.0 %), 20.0 GB/s 2 threads (512 MiB, spread 12.0 %)",
            "1970-01-01T00:00:00Z, on CPUs 0-1",
            "steps of 10 ns, 21.5 ns to read",
            "vectors of 8 lanes",
            "vector loops",
            Studies.MACHINE.fingerprint());
  }

  @Test
  void theMachineAsJson() {
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                MachineTable.json(Studies.MACHINE, "vectors", Optional.of(LIMITS)).json("1.2.3"));
    assertThat(json.get("machine").get("cpu").asString()).isEqualTo("Test CPU");
    assertThat(json.get("machine").get("caches").get(1).get("bytes").asLong()).isEqualTo(32L << 20);
    assertThat(json.get("machine").get("hypervisor").asString()).isEqualTo("KVM");
    assertThat(json.at("/machine/limits").get("peak_gflops_one_thread").asDouble())
        .isEqualTo(123.45);
    assertThat(json.at("/machine/limits").get("bandwidth").get(1).get("level").asString())
        .isEqualTo("DRAM");
    assertThat(json.at("/machine/limits").get("peak_spread_all_threads").asDouble())
        .isEqualTo(0.006);
    assertThat(
            json.at("/machine/limits").get("bandwidth").get(1).get("spread_one_thread").asDouble())
        .isEqualTo(0.1);
    assertThat(json.at("/machine/limits").get("trust").asString()).isEqualTo("good");
    assertThat(json.at("/machine/limits").get("doubts")).isEmpty();
    assertThat(json.at("/machine/limits").get("cpus").asString()).isEqualTo("0-1");
    JsonNode unmeasured =
        JsonMapper.shared()
            .readTree(
                MachineTable.json(Studies.MACHINE, "vectors", Optional.empty()).json("1.2.3"));
    assertThat(unmeasured.at("/machine/limits").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE"})
  void textsAreTheSameUnderEveryLocale(String locale) {
    Locale.setDefault(Locale.ROOT);
    String root = rendered();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(rendered()).isEqualTo(root).contains("8.0 GiB", "1.5 CPUs");
  }

  private String rendered() {
    ConsoleTable console = new ConsoleTable(Terminal.plain());
    return console.render(machine())
        + console.render(table())
        + MeasurementJson.of(Studies.MACHINE, List.of(run), rows(), table()).json("1.2.3")
        + MachineTable.json(Studies.MACHINE, "vectors", Optional.of(LIMITS)).json("1.2.3");
  }

  private static ResultTable machine() {
    return MachineTable.of(Studies.MACHINE, "vectors of 8 lanes", Optional.of(LIMITS));
  }

  private ResultTable table() {
    return MeasurementTable.of("Latency", rows(), Studies.MACHINE);
  }

  private List<MeasurementTable.Row> rows() {
    return rows(run);
  }

  private List<MeasurementTable.Row> rows(MeasurementRun run) {
    Latencies latencies = Studies.latencies(run);
    return designs.rows().stream()
        .map(row ->
            new MeasurementTable.Row(
                row.label(),
                row.design().map(Object::toString).orElse(""),
                run,
                latencies.measurement(run, row),
                latencies.reason(run, row).orElse("")))
        .toList();
  }
}
