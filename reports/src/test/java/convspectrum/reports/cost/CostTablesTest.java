package convspectrum.reports.cost;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.reports.explore.Comparison;
import convspectrum.reports.explore.Studies;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.ConsoleTable;
import convspectrum.reports.view.Terminal;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link CostTable}, {@link CostJson} and {@link ModelTable} of one small network. */
final class CostTablesTest {
  private static final Network NETWORK = network();
  private static final Graph GRAPH = NETWORK.graph();

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  /** conv: 3·8·9 = 216; norm: 16 and 16 running; separable: 8·9 and 8·16; at 4×4 pixels. */
  private static Network network() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            name: net
            input: {channels: 3, height: 4, width: 4}
            layers:
              - conv: {out: 8, kernel: 3, norm: batch, activation: relu}
              - separable: {out: 16, kernel: 3}
            """);
    return Network.design(spec, spec.defaults(), Optional.empty());
  }

  private static ResultTable table(Grouping grouping) {
    return CostTable.of(NetworkCost.of(GRAPH, CostOptions.DEFAULT), grouping, NETWORK);
  }

  @Test
  void aLayerIsARow() {
    ResultTable table = table(Grouping.LAYER);
    assertThat(table.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "name",
            "op",
            "block",
            "groups",
            "input",
            "output",
            "params",
            "params_nontrainable",
            "macs",
            "flops",
            "bytes_read",
            "bytes_written",
            "arithmetic_intensity");
    assertThat(table.column("op").cells())
        .containsExactly(texts("conv", "batch-norm", "activation", "conv", "conv"));
    assertThat(table.column("params").cells()).containsExactly(counts(216, 16, 0, 72, 128));
    assertThat(table.column("params_nontrainable").cells()).containsExactly(counts(0, 16, 0, 0, 0));
    assertThat(table.column("macs").cells())
        .containsExactly(counts(16 * 216, 0, 0, 16 * 72, 16 * 128));
    assertThat(table.column("input").cells())
        .containsExactly(texts("1x3x4x4", "1x8x4x4", "1x8x4x4", "1x8x4x4", "1x8x4x4"));
    assertThat(table.column("groups").cells())
        .containsExactly(
            new Cell.Count(1),
            new Cell.Missing(),
            new Cell.Missing(),
            new Cell.Count(8),
            new Cell.Count(1));
    // 3·16 inputs and 216 weights read, 8·16 outputs written, four bytes each.
    assertThat(table.column("bytes_read").cell(0)).isEqualTo(new Cell.Count(4 * (48 + 216)));
    assertThat(table.column("bytes_written").cell(0)).isEqualTo(new Cell.Count(4 * 128));
  }

  @Test
  void aBlockIsARow() {
    ResultTable table = table(Grouping.BLOCK);
    assertThat(table.column("name").cells()).containsExactly(texts("layers[0]", "layers[1]"));
    assertThat(table.column("block").cells()).containsExactly(texts("conv", "separable"));
    assertThat(table.column("macs").cells()).containsExactly(counts(16 * 216, 16 * 200));
    assertThat(table.column("output").cells()).containsExactly(texts("1x8x4x4", "1x16x4x4"));
  }

  /** Three convolutions of 216, 72 and 128 weights; 16 of the norm. */
  @Test
  void aTypeOfOpIsARow() {
    ResultTable table = table(Grouping.OP);
    assertThat(table.column("op").cells())
        .containsExactly(texts("conv", "batch-norm", "activation"));
    assertThat(table.column("nodes").cells()).containsExactly(counts(3, 1, 1));
    assertThat(table.column("params").cells()).containsExactly(counts(416, 16, 0));
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                CostJson.of(NetworkCost.of(GRAPH, CostOptions.DEFAULT), Grouping.OP, NETWORK)
                    .json("1.2.3"));
    assertThat(json.at("/tables/cost/0").toString())
        .startsWith("{\"op\":\"conv\",\"nodes\":3,\"params\":416,");
    assertThat(json.at("/details/design").asString()).isEmpty();
  }

  /** Of 24 channels 5 segments are 4, the smaller of two as near; of 15 they are 5. */
  @Test
  void whatWasAskedForStandsBesideWhatIsUsed() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: {channels: 24, height: 4, width: 4}
            parameters:
              segments: [5, depthwise]
            layers:
              - segmented: {out: 24, segments: "$(nearest_divisor(segments, in))"}
              - segmented: {out: 15, segments: "$(nearest_divisor(segments, 15))"}
            """);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    NetworkCost cost = NetworkCost.of(network.graph(), CostOptions.DEFAULT);
    ResultTable table = CostTable.of(cost, Grouping.LAYER, network);
    assertThat(table.notes().facts())
        .startsWith(
            new Notes.Fact("design", "segments=5"), new Notes.Fact("nearest_divisors", "5 → 4, 5"));
    assertThat(new ConsoleTable(Terminal.plain()).render(table)).contains("Groups", "5 → 4, 5");
    assertThat(CostJson.of(cost, Grouping.NETWORK, network).json("1.2.3"))
        .contains("{ \"wanted\": \"5\", \"channels\": 24, \"used\": 4 }");
    Designs designs = Designs.of(Sweep.all(spec), CostOptions.DEFAULT);
    ResultTable comparison =
        new Comparison(designs, Latencies.none(), List.of()).table(Notes.none());
    assertThat(comparison.column("nearest_divisors").cells())
        .containsExactly(texts("4, 5", "15, 24"));
  }

  @Test
  void theNetworkIsOneRow() {
    ResultTable table = table(Grouping.NETWORK);
    assertThat(table.column("macs").cells()).containsExactly(counts(16 * 416));
    assertThat(table.column("inputs").cells()).containsExactly(texts("1x3x4x4"));
    assertThat(table.column("outputs").cells()).containsExactly(texts("1x16x4x4"));
  }

  @Test
  void notesNameTheConventionAndTheTotals() {
    NetworkCost cost =
        NetworkCost.of(GRAPH, new CostOptions(Convention.named("thop"), true, DataType.FLOAT32));
    String shown =
        new ConsoleTable(Terminal.plain()).render(CostTable.of(cost, Grouping.LAYER, NETWORK));
    assertThat(shown).contains("thop (", ", batch norm folded, float32");
    assertThat(CostTable.convention(NetworkCost.of(GRAPH, CostOptions.DEFAULT)))
        .isEqualTo("paper (bias, norms, activations and pooling are not counted), float32");
  }

  @Test
  void jsonAddsUp() {
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                CostJson.of(NetworkCost.of(GRAPH, CostOptions.DEFAULT), Grouping.LAYER, NETWORK)
                    .json("1.2.3"));
    for (String key : List.of("params", "params_nontrainable", "macs", "flops", "bytes_read")) {
      assertThat(
              json.at("/tables/cost").valueStream().mapToLong(row -> row.get(key).asLong()).sum())
          .as(key)
          .isEqualTo(json.at("/details/total/" + key).asLong())
          .isPositive();
    }
    assertThat(json.at("/details/inputs").toString()).isEqualTo("[[1,3,4,4]]");
    assertThat(json.at("/tables/cost/4").get("output").toString()).isEqualTo("[1,16,4,4]");
    // The separable block's last convolution: 8·16 values in, 16·16 out.
    assertThat(json.at("/details/peak_activation_bytes").asLong()).isEqualTo(4 * (128 + 256));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE"})
  void textsAreTheSameUnderEveryLocale(String locale) {
    Locale.setDefault(Locale.ROOT);
    String root = rendered();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(rendered()).isEqualTo(root).contains("batch-norm", "6,656");
  }

  private static String rendered() {
    NetworkCost cost = NetworkCost.of(GRAPH, CostOptions.DEFAULT);
    return new ConsoleTable(Terminal.plain()).render(CostTable.of(cost, Grouping.LAYER, NETWORK))
        + CostJson.of(cost, Grouping.LAYER, NETWORK).json("1.2.3");
  }

  /** The baseline is plain's 640 weights: two segments have 352, eight 136. */
  @Test
  void modelsStandBesideTheFirst() {
    Designs designs = Studies.designs(Studies.SPEC.replace("baseline: regular", "baseline: plain"));
    ResultTable table =
        new ModelTable(designs, Collections.nCopies(designs.rows().size(), Optional.empty()))
            .table(DesignScores.NONE, Optional.empty(), Latencies.none());
    assertThat(table.column("model").cells())
        .containsExactly(texts("regular", "plain", "segments=1", "segments=2", "segments=8"));
    assertThat(table.column("params").cells()).containsExactly(counts(576, 640, 640, 352, 136));
    assertThat(table.column("params_ratio").cells())
        .containsExactly(
            new Cell.Real(0.9),
            new Cell.Real(1),
            new Cell.Real(1),
            new Cell.Real(0.55),
            new Cell.Real(0.2125));
    assertThat(table.column("macs_ratio").cells()).isEqualTo(table.column("params_ratio").cells());
    assertThat(table.column("params_difference").cells())
        .containsExactly(
            new Cell.Count(-64),
            new Cell.Missing(),
            new Cell.Count(0),
            new Cell.Count(-288),
            new Cell.Count(-504));
    assertThat(table.column("layers").cells()).containsExactly(counts(1, 2, 2, 2, 2));
    assertThat(new ConsoleTable(Terminal.plain()).render(table)).contains("plain");
  }

  private static Cell[] counts(long... values) {
    return java.util.Arrays.stream(values).mapToObj(Cell.Count::new).toArray(Cell[]::new);
  }

  private static Cell[] texts(String... values) {
    return java.util.Arrays.stream(values).map(Cell.Text::new).toArray(Cell[]::new);
  }
}
