package convspectrum.reports.measure;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.Rate;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.reports.explore.Studies;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.ConsoleTable;
import convspectrum.reports.view.Terminal;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a machine of 100 GFLOP/s a thread, 200 GB/s from L1 and 20 GB/s from memory. */
final class LayerTimeTableTest {
  private static final MachineLimits LIMITS =
      new MachineLimits(
          new LimitsKey(Studies.MACHINE.fingerprint(), "0-1", "UseAVX=2", "25.0.3"),
          2,
          256,
          false,
          new Rate(100, 0.01),
          new Rate(200, 0.01),
          List.of(
              new Bandwidth(
                  "L1", 32 << 10, 64 << 10, 16 << 10, 32 << 10, new Rate(200, 0), new Rate(400, 0)),
              new Bandwidth(
                  "DRAM",
                  1L << 34,
                  1L << 34,
                  256L << 20,
                  512L << 20,
                  new Rate(20, 0.05),
                  new Rate(30, 0.05))),
          new TimerResolution(10, 21.5),
          "vector loops; pinned",
          Instant.EPOCH,
          Trust.GOOD);

  private static final LayerTime CONV =
      new LayerTime(
          List.of("conv", "norm", "relu"),
          "FusedConv",
          2,
          new Cost(9, 0, 50_000_000, 100_000_000, 5_000_000, 5_000_000, 1));
  private static final LayerTime ADD =
      new LayerTime(List.of("sum"), "Add", 0.5, new Cost(0, 0, 0, 0, 16_000, 8_000, 1));
  private static final LayerTime REORDER =
      new LayerTime(List.of("ReorderOutput"), "ReorderOutput", 1.5, Cost.ZERO);

  /** Convolution, norm and activation twice, and a sum, as blocks of a repeat make them. */
  private static final NetworkCost NETWORK = network();

  private static NetworkCost network() {
    Spec spec =
        Spec.parse(
            "tiny.yaml",
            """
            name: tiny
            input: {channels: 4, height: 3, width: 3}
            layers:
              - repeat: {times: 3, body: [conv: {out: 4, kernel: 3, norm: batch, activation: relu}]}
              - conv: {out: 8, kernel: 1}
            """);
    Graph graph = spec.graph(spec.design(Map.of()));
    return NetworkCost.of(graph, CostOptions.DEFAULT);
  }

  private static LayerTimeTable of(LayerTime... layers) {
    return of(LIMITS, layers);
  }

  private static LayerTimeTable of(MachineLimits limits, LayerTime... layers) {
    return of(limits, Optional.empty(), layers);
  }

  private static LayerTimeTable of(
      MachineLimits limits, Optional<String> interruption, LayerTime... layers) {
    return of(limits, interruption, Grouping.LAYER, layers);
  }

  private static LayerTimeTable of(
      MachineLimits limits, Optional<String> interruption, Grouping grouping, LayerTime... layers) {
    Conditions conditions =
        new Conditions("fast", "1.0", 1, "float32", LIMITS.key().machine(), Instant.EPOCH);
    return new LayerTimeTable(
        "tiny",
        NETWORK,
        grouping,
        List.of(new LayerTimes(conditions, List.of(layers), 3.5, 9)),
        Studies.MACHINE,
        limits,
        interruption,
        List.of());
  }

  @Test
  void runtimesThatCannotRunItAreAWarning() {
    Conditions conditions =
        new Conditions("fast", "1.0", 1, "float32", LIMITS.key().machine(), Instant.EPOCH);
    LayerTimeTable table =
        new LayerTimeTable(
            "tiny",
            NETWORK,
            Grouping.LAYER,
            List.of(new LayerTimes(conditions, List.of(CONV), 3.5, 9)),
            Studies.MACHINE,
            LIMITS,
            Optional.empty(),
            List.of("slow cannot run it: no kernel"));
    assertThat(table.table().notes().warnings()).containsExactly("slow cannot run it: no kernel.");
  }

  @Test
  void workIsHeldAgainstTheLimits() {
    ResultTable table = of(CONV, ADD, REORDER).table();
    assertThat(table.column("nodes").cell(0)).isEqualTo(new Cell.Text("conv + norm + relu"));
    assertThat(table.column("layer").cell(0)).isEqualTo(new Cell.Text("conv +2"));
    assertThat(table.column("share").cell(0)).isEqualTo(new Cell.Real(0.5)); // 2 of 4 ms
    assertThat(table.column("gflops").cell(0)).isEqualTo(new Cell.Real(50)); // 0.1 G in 2 ms
    assertThat(table.column("peak_share").cell(0)).isEqualTo(new Cell.Real(0.5));
    assertThat(table.column("gb_per_s").cell(0)).isEqualTo(new Cell.Real(5)); // 10 MB in 2 ms
    // 0.1 GFLOP at 100 GFLOP/s are 1 ms, 10 MB at 20 GB/s are 0.5 ms.
    assertThat(table.column("bound").cell(0)).isEqualTo(new Cell.Text("compute"));
    assertThat(table.column("level").cell(0)).isEqualTo(new Cell.Text("DRAM"));
    assertThat(table.column("roof_share").cell(0)).isEqualTo(new Cell.Real(0.5));
    assertThat(table.column("bound").cell(1)).isEqualTo(new Cell.Text("memory"));
    assertThat(table.column("level").cell(1)).isEqualTo(new Cell.Text("L1"));
    assertThat(table.column("gflops").cell(1)).isEqualTo(new Cell.Missing());
    for (String column : List.of("gflops", "peak_share", "gb_per_s", "bound", "roof_share")) {
      assertThat(table.column(column).cell(2)).as(column).isEqualTo(new Cell.Missing());
    }
    assertThat(table.notes().warnings()).isEmpty();
    assertThat(new ConsoleTable(Terminal.plain()).render(table))
        .contains("steps 4.000 ms together, a pass without profiling 3.500 ms; medians of 9");
  }

  /** 0.1 GFLOP in 0.5 ms are 200 GFLOP/s, twice the peak; 24 kB in 20 ns are 1200 GB/s. */
  @Test
  void noShareIsShownAboveTheRoof() {
    LayerTime impossible =
        new LayerTime(
            List.of("conv"), "Conv", 0.5, new Cost(9, 0, 50_000_000, 100_000_000, 4, 4, 1));
    LayerTime view =
        new LayerTime(List.of("view"), "Reshape", 2e-5, new Cost(0, 0, 0, 0, 16_000, 8_000, 1));
    ResultTable table = of(impossible, view).table();
    assertThat(table.column("gflops").cell(0)).isEqualTo(new Cell.Real(200));
    for (int row = 0; row < 2; row++) {
      assertThat(table.column("peak_share").cell(row)).isEqualTo(new Cell.Missing());
      assertThat(table.column("roof_share").cell(row)).isEqualTo(new Cell.Missing());
    }
    assertThat(table.notes().facts())
        .anyMatch(
            fact -> fact.key().equals("without_a_share") && fact.value().endsWith(": conv, view"));
  }

  @Test
  void suspectLimitsHaveNoShares() {
    MachineLimits suspect =
        LIMITS.with(new Trust(Trust.Level.SUSPECT, List.of("L1 is slower than L2")));
    ResultTable table = of(suspect, CONV, ADD).table();
    for (int row = 0; row < 2; row++) {
      for (String column : List.of("peak_share", "roof_share", "bound")) {
        assertThat(table.column(column).cell(row)).as(column).isEqualTo(new Cell.Missing());
      }
    }
    assertThat(table.column("gflops").cell(0)).isEqualTo(new Cell.Real(50));
    assertThat(table.notes().warnings())
        .containsExactly(
            "The limits of this machine are suspect, and no share of them is shown: L1 is slower"
                + " than L2. Run 'convspectrum machine' with nothing else running.");
  }

  @Test
  void noisyLimitsSayThatTheyAreNotKept() {
    MachineLimits noisy =
        LIMITS.with(new Trust(Trust.Level.NOISY, List.of("other programs used 50 % of the CPUs")));
    ResultTable table = of(noisy, CONV).table();
    assertThat(table.column("peak_share").cell(0)).isEqualTo(new Cell.Real(0.5));
    assertThat(table.notes().warnings())
        .containsExactly(
            "The limits of this machine were measured while it was noisy, and are not kept: other"
                + " programs used 50 % of the CPUs.");
    assertThat(table.notes().facts())
        .extracting(fact -> fact.value())
        .contains(
            "100.0 GFLOP/s one thread (spread 1.0 %), 200.0 GFLOP/s 2 threads (spread 1.0 %), by"
                + " vector loops, as 'machine' measured on 1970-01-01T00:00:00Z");
  }

  /** Winograd's algorithm does a quarter of the multiply-adds that are counted, and more around. */
  @Test
  void whatIsNotExecutedHasNoShare() {
    LayerTime winograd = new LayerTime(List.of("conv"), "Winograd", 1.2, CONV.cost());
    ResultTable table = of(winograd).table();
    assertThat(table.column("peak_share").cell(0)).isEqualTo(new Cell.Missing());
    assertThat(table.column("roof_share").cell(0)).isEqualTo(new Cell.Missing());
    assertThat(table.notes().facts()).noneMatch(fact -> fact.key().equals("without_a_share"));
  }

  @Test
  void whatWasInterruptedSaysSo() {
    LayerTimeTable table = of(LIMITS, Optional.of("interrupted: 1 of 2 runtimes."), CONV);
    assertThat(table.table().notes().warnings()).containsExactly("interrupted: 1 of 2 runtimes.");
    JsonNode json = JsonMapper.shared().readTree(table.json().json("1.2.3"));
    assertThat(json.at("/runs").get(0).get("partial").asBoolean()).isTrue();
  }

  /** 0.1 GFLOP and 10 MB take 1 ms by the roofline; three of them, of 2, 3 and 5 ms, 3 of 10. */
  @Test
  void blocksAddUpOverTheirRepetitions() {
    ResultTable table = of(LIMITS, Optional.empty(), Grouping.BLOCK, steps()).table();
    assertThat(table.name()).isEqualTo("block_times");
    assertThat(texts(table, "name"))
        .containsExactly("layers[0].repeat[*].body[0]", "ReorderOutput", "layers[1]");
    assertThat(texts(table, "block")).containsExactly("conv", "inserted", "conv");
    assertThat(table.column("steps").cell(0)).isEqualTo(new Cell.Count(3));
    assertThat(table.column("ms").cell(0)).isEqualTo(new Cell.Real(10));
    assertThat(table.column("share").cell(0)).isEqualTo(new Cell.Real(0.8));
    assertThat(table.column("macs").cell(0)).isEqualTo(new Cell.Count(150_000_000));
    assertThat(table.column("peak_share").cell(0)).isEqualTo(new Cell.Real(0.3));
    assertThat(table.column("roof_share").cell(0)).isEqualTo(new Cell.Real(0.3));
    assertThat(table.column("gb_per_s").cell(0)).isEqualTo(new Cell.Real(3));
    assertThat(table.column("roof_share").cell(1)).isEqualTo(new Cell.Missing());
  }

  @Test
  void opsAreNamedAsCostNamesThem() {
    ResultTable table = of(LIMITS, Optional.empty(), Grouping.OP, steps()).table();
    assertThat(table.name()).isEqualTo("op_times");
    assertThat(texts(table, "op")).containsExactly("conv", "reorder-output");
    assertThat(table.column("steps").cell(0)).isEqualTo(new Cell.Count(4));
    assertThat(table.column("ms").cell(0)).isEqualTo(new Cell.Real(11));
  }

  private static LayerTime[] steps() {
    List<String> nodes = NETWORK.graph().nodes().stream().map(Node::name).toList();
    return new LayerTime[] {
      new LayerTime(nodes.subList(1, 4), "FusedConv", 2, CONV.cost()),
      new LayerTime(nodes.subList(4, 7), "FusedConv", 3, CONV.cost()),
      new LayerTime(nodes.subList(7, 10), "FusedConv", 5, CONV.cost()),
      REORDER,
      new LayerTime(nodes.subList(10, 11), "Conv", 1, CONV.cost())
    };
  }

  private static List<String> texts(ResultTable table, String column) {
    return IntStream.range(0, table.rowCount())
        .mapToObj(row -> ((Cell.Text) table.column(column).cell(row)).value())
        .toList();
  }

  @Test
  void aStepNamesItsKernelAndWhatItWastes() {
    RuntimeStep step =
        new RuntimeStep("key", "Conv gemm", CONV.nodes(), new RuntimeStep.Work(14, 16, 1, 1));
    LayerTime known =
        new LayerTime(CONV.nodes(), CONV.op(), CONV.ms(), CONV.cost(), Optional.of(step));
    ResultTable table = of(known, ADD).table();
    assertThat(table.column("kernel").cell(0)).isEqualTo(new Cell.Text("Conv gemm"));
    assertThat(table.column("wasted_share").cell(0)).isEqualTo(new Cell.Real(0.125));
    assertThat(table.column("kernel").cell(1)).isEqualTo(new Cell.Missing());
    assertThat(table.column("wasted_share").cell(1)).isEqualTo(new Cell.Missing());
  }

  @Test
  void jsonHasTheSameRows() {
    JsonNode json = JsonMapper.shared().readTree(of(CONV, ADD, REORDER).json().json("1.2.3"));
    assertThat(json.at("/machine/limits").get("peak_gflops_one_thread").asDouble()).isEqualTo(100);
    assertThat(json.at("/details/passes").get(0).get("pass_ms").asDouble()).isEqualTo(3.5);
    assertThat(json.at("/tables/layer_times")).hasSize(3);
    assertThat(json.at("/tables/layer_times").get(0).get("bytes").asLong()).isEqualTo(10_000_000);
    assertThat(json.at("/tables/layer_times").get(2).get("gflops").isNull()).isTrue();
  }
}
