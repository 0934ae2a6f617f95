package convspectrum.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class CostCommandTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void jsonHasExactlyTheseKeys() {
    JsonNode json = json("--set", "segments=8");
    assertThat(json.get("details").propertyNames())
        .containsExactly(
            "model",
            "design",
            "nearest_divisors",
            "convention",
            "convention_policy",
            "folded",
            "dtype",
            "by",
            "partial",
            "inputs",
            "total",
            "live_params",
            "live_macs",
            "peak_activation_bytes");
    assertThat(json.at("/details/total").propertyNames())
        .containsExactly(
            "params",
            "params_nontrainable",
            "macs",
            "flops",
            "bytes_read",
            "bytes_written",
            "arithmetic_intensity");
    assertThat(json.at("/tables/cost/0").propertyNames())
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
  }

  /** 728² for the 1×1; 9·728²/8 for the 3×3 in eight segments; 361 pixels. */
  @Test
  void figuresOfEightSegments() {
    JsonNode json = json("--set", "segments=8");
    assertThat(json.at("/details/model").asString()).isEqualTo("xception-middle");
    assertThat(json.at("/details/convention").asString()).isEqualTo("paper");
    assertThat(json.at("/details/inputs").toString()).isEqualTo("[[1,728,19,19]]");
    assertThat(json.at("/details/total/params").asLong()).isEqualTo(529_984 + 596_232);
    assertThat(json.at("/details/total/macs").asLong()).isEqualTo(361L * (529_984 + 596_232));
    assertThat(json.at("/details/total/flops").asLong()).isEqualTo(2 * 361L * (529_984 + 596_232));
    assertThat(json.at("/tables/cost")).hasSize(2);
    assertThat(json.at("/tables/cost").get(1).get("macs").asLong()).isEqualTo(361L * 596_232);
    assertThat(json.at("/tables/cost").get(1).get("op").asString()).isEqualTo("conv");
    assertThat(json.at("/tables/cost").get(1).get("block").asString()).isEqualTo("layers[0]");
  }

  @ParameterizedTest
  @CsvSource({"layer,layer,2", "block,block,1", "BLOCK,block,1", "op,op,1", "network,network,1"})
  void groupingNamesItsRows(String by, String named, int rows) {
    JsonNode json = json("--set", "segments=8", "--by", by);
    assertThat(json.at("/tables/cost")).hasSize(rows);
    assertThat(json.at("/details/by").asString()).isEqualTo(named);
  }

  @Test
  void theNetworkIsOneRow() {
    JsonNode row = json("--by", "network").at("/tables/cost/0");
    assertThat(row.get("inputs").toString()).isEqualTo("[[1,728,19,19]]");
    assertThat(row.get("outputs").toString()).isEqualTo("[[1,728,19,19]]");
  }

  @Test
  void inputReplacesTheShape() {
    JsonNode json = json("--set", "segments=8", "--input", "728,38,19");
    assertThat(json.at("/details/inputs").toString()).isEqualTo("[[1,728,38,19]]");
    assertThat(json.at("/details/total/macs").asLong()).isEqualTo(2 * 361L * (529_984 + 596_232));
    assertThat(
            json("--set", "segments=8", "--input", "4,728,19,19")
                .at("/details/total/macs")
                .asLong())
        .isEqualTo(4 * 361L * (529_984 + 596_232));
  }

  /** Batch norms of the MobileNet block: 2 · 512 learned each, folded into biases of 512. */
  @Test
  void foldingTurnsNormsIntoBiases() {
    String block = Repository.example("mobilenet-block.yaml");
    JsonNode written = parse(Ran.done("cost", block, "--format", "json").out());
    JsonNode folded = parse(Ran.done("cost", block, "--fold", "--format", "json").out());
    assertThat(written.at("/details/folded").asBoolean()).isFalse();
    assertThat(folded.at("/details/folded").asBoolean()).isTrue();
    assertThat(written.at("/details/total/params").asLong())
        .isEqualTo(9 * 512 + 512 * 512 + 2 * 2 * 512);
    assertThat(written.at("/details/total/params_nontrainable").asLong()).isEqualTo(2 * 2 * 512);
    assertThat(folded.at("/details/total/params").asLong())
        .isEqualTo(9 * 512 + 512 * 512 + 2 * 512);
    assertThat(folded.at("/details/total/params_nontrainable").asLong()).isZero();
    assertThat(folded.at("/details/total/macs")).isEqualTo(written.at("/details/total/macs"));
  }

  @Test
  void openParametersAreSaidOnStandardError() {
    Ran open = Ran.done("cost", Repository.example("spectrum.yaml"));
    assertThat(open.err())
        .isEqualTo(
            "note: xception-middle leaves a parameter open; taken as segments=1 (of 16)"
                + " (choose with --set NAME=VALUE)\n");
    Ran fixed = Ran.done("cost", Repository.example("spectrum.yaml"), "--set", "segments=1");
    assertThat(fixed.err()).isEmpty();
    assertThat(fixed.out()).isEqualTo(open.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab"})
  void everyFormatIsTheSameUnderEveryLocale(String locale) {
    for (String format : new String[] {"table", "csv", "json", "yaml", "markdown"}) {
      String[] command = {
        "cost", Repository.example("inception.yaml"), "--format", format, "--by", "BLOCK"
      };
      Locale.setDefault(Locale.ROOT);
      Ran root = Ran.done(command);
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertThat(Ran.done(command)).isEqualTo(root);
    }
  }

  @Test
  void compareShowsModelsBesideTheFirst() {
    Ran ran =
        Ran.done(
            "compare",
            Repository.example("spectrum.yaml"),
            Repository.example("spectrum.yaml"),
            Repository.example("inception.yaml"),
            "--set",
            "segments=8",
            "--format",
            "json");
    JsonNode models = parse(ran.out()).at("/tables/models");
    assertThat(models).hasSize(3);
    assertThat(models.valueStream().map(model -> model.get("model").asString()))
        .containsExactly("xception-middle", "xception-middle (2)", "inception");
    assertThat(models.get(1).get("macs_ratio").asDouble()).isEqualTo(1.0);
    assertThat(models.get(0).get("params").asLong()).isEqualTo(529_984 + 596_232);
  }

  @Test
  void compareShowsStagesToo() {
    String[] two = {"compare", "zoo:mobilenet-v1", "zoo:mobilenet-v2", "--set=variant=torch"};
    JsonNode both = parse(with(two, "--format=json"));
    assertThat(both.at("/tables/models")).hasSize(2);
    JsonNode total = both.at("/tables/stages").get(both.at("/tables/stages").size() - 1);
    assertThat(total.get("stage").asString()).isEqualTo("total");
    assertThat(total.get("params_difference").asLong()).isEqualTo(3_504_872 - 4_231_976);
    assertThat(total.get("macs_ratio").asDouble()).isEqualTo(300_774_272.0 / 568_740_352);
    assertThat(with(two)).contains("Models side by side", "Stage by stage", "Relative to:");
    assertThat(with(two, "--by=stage")).doesNotContain("Models side by side");
    assertThat(with(two, "--format=csv"))
        .startsWith("model,design,input,params,params_difference,");
    assertThat(with(two, "--format=csv", "--by=stage")).startsWith("stage,model,size,layers,");
    JsonNode alone = parse(with(two, "--format=json", "--by=stage"));
    assertThat(alone.get("tables").has("models")).isFalse();
  }

  /** Batch norms of the MobileNet block: 2 · 196 · 512 outputs, at 2 for fvcore and 4 for thop. */
  @Test
  void allConventionsAndWhereTheyDisagree() {
    String[] all = {"cost", Repository.example("mobilenet-block.yaml"), "--convention=all"};
    JsonNode json = parse(with(all, "--format=json"));
    assertThat(json.at("/tables/conventions")).hasSize(10);
    assertThat(json.at("/tables/conventions").get(1).get("difference").asLong())
        .isEqualTo(2 * 2 * 196 * 512);
    assertThat(json.at("/details/disagreements_by").asString()).isEqualTo("op");
    assertThat(json.at("/tables/disagreements").get(0).get("op").asString())
        .isEqualTo("batch-norm");
    assertThat(json.at("/tables/disagreements").get(0).get("thop").asLong())
        .isEqualTo(4 * 2 * 196 * 512);
    assertThat(with(all)).contains("under every convention", "beyond paper, by op");
    assertThat(with(all, "--by=layer")).contains("beyond paper, by layer");
    assertThat(with(all, "--format=csv")).startsWith("convention,unit,params,");
    assertThat(with(all, "--format=csv", "--by=op")).startsWith("op,nodes,fvcore,");
  }

  /** The divisors of 728 nearest to 32 are 28 and 52; entry and exit flow have multiples of 32. */
  @Test
  void askedForAndUsedSegmentsStandSideBySide() {
    String[] xception = {"cost", "zoo:xception", "--set=segments=32", "--set=between=none"};
    assertThat(with(xception))
        .contains("Groups", "Nearest divisors:", "32 → 28, 32", "segments=32, between=none");
    JsonNode json = parse(with(xception, "--format=json"));
    assertThat(json.at("/details/nearest_divisors").get(0).toString())
        .isEqualTo("{\"wanted\":\"32\",\"channels\":64,\"used\":32}");
    assertThat(
            json.at("/tables/cost")
                .valueStream()
                .filter(layer -> !layer.get("groups").isNull())
                .map(layer -> layer.get("groups").asInt())
                .distinct())
        .containsExactlyInAnyOrder(1, 32, 28);
  }

  @Test
  void yamlSaysWhatJsonSays() {
    String[][] commands = {
      {"cost", "zoo:xception", "--set=segments=32", "--by=block"},
      {"cost", "zoo:alexnet", "--convention=all"},
      {"compare", "zoo:nin", "zoo:alexnet"},
      {"zoo"},
      {"proxies", "list"}
    };
    for (String[] command : commands) {
      assertThat(YAMLMapper.shared().readTree(with(command, "--format=yaml")))
          .as(String.join(" ", command))
          .isEqualTo(parse(with(command, "--format=json")));
    }
  }

  private static String with(String[] command, String... more) {
    return Ran.done(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new)).out();
  }

  private static JsonNode json(String... options) {
    String[] command = new String[options.length + 4];
    command[0] = "cost";
    command[1] = Repository.example("spectrum.yaml");
    command[2] = "--format";
    command[3] = "json";
    System.arraycopy(options, 0, command, 4, options.length);
    return parse(Ran.done(command).out());
  }

  private static JsonNode parse(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
