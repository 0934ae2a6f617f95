package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CostCommandTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void jsonHasExactlyTheseKeys() {
    JsonNode json = json("--set", "segments=8");
    assertThat(json.propertyNames())
        .containsExactly(
            "model",
            "convention",
            "convention_policy",
            "folded",
            "dtype",
            "partial",
            "warnings",
            "input",
            "params",
            "params_nontrainable",
            "macs",
            "flops",
            "bytes_read",
            "bytes_written",
            "arithmetic_intensity",
            "peak_activation_bytes",
            "layers");
    assertThat(json.get("layers").get(0).propertyNames())
        .containsExactly(
            "name",
            "op",
            "block",
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
    assertThat(json.get("model").asString()).isEqualTo("xception-middle");
    assertThat(json.get("convention").asString()).isEqualTo("paper");
    assertThat(json.get("input").toString()).isEqualTo("[1,728,19,19]");
    assertThat(json.get("params").asLong()).isEqualTo(529_984 + 596_232);
    assertThat(json.get("macs").asLong()).isEqualTo(361L * (529_984 + 596_232));
    assertThat(json.get("flops").asLong()).isEqualTo(2 * 361L * (529_984 + 596_232));
    assertThat(json.get("layers")).hasSize(2);
    assertThat(json.get("layers").get(1).get("macs").asLong()).isEqualTo(361L * 596_232);
    assertThat(json.get("layers").get(1).get("op").asString()).isEqualTo("conv");
    assertThat(json.get("layers").get(1).get("block").asString()).isEqualTo("layers[0]");
  }

  @ParameterizedTest
  @CsvSource({"layer,layers,2", "block,blocks,1", "BLOCK,blocks,1"})
  void groupingNamesItsRows(String by, String key, int rows) {
    assertThat(json("--set", "segments=8", "--by", by).get(key)).hasSize(rows);
  }

  @Test
  void theNetworkHasNoRows() {
    assertThat(json("--by", "network").propertyNames())
        .doesNotContain("layers", "blocks")
        .contains("macs");
  }

  @Test
  void inputReplacesTheShape() {
    JsonNode json = json("--set", "segments=8", "--input", "728,38,19");
    assertThat(json.get("input").toString()).isEqualTo("[1,728,38,19]");
    assertThat(json.get("macs").asLong()).isEqualTo(2 * 361L * (529_984 + 596_232));
    assertThat(json("--set", "segments=8", "--input", "4,728,19,19").get("macs").asLong())
        .isEqualTo(4 * 361L * (529_984 + 596_232));
  }

  /** Batch norms of the MobileNet block: 2 · 512 learned each, folded into biases of 512. */
  @Test
  void foldingTurnsNormsIntoBiases() {
    String block = Repository.example("mobilenet-block.yaml");
    JsonNode written = parse(Ran.done("cost", block, "--format", "json").out());
    JsonNode folded = parse(Ran.done("cost", block, "--fold", "--format", "json").out());
    assertThat(written.get("folded").asBoolean()).isFalse();
    assertThat(folded.get("folded").asBoolean()).isTrue();
    assertThat(written.get("params").asLong()).isEqualTo(9 * 512 + 512 * 512 + 2 * 2 * 512);
    assertThat(written.get("params_nontrainable").asLong()).isEqualTo(2 * 2 * 512);
    assertThat(folded.get("params").asLong()).isEqualTo(9 * 512 + 512 * 512 + 2 * 512);
    assertThat(folded.get("params_nontrainable").asLong()).isZero();
    assertThat(folded.get("macs")).isEqualTo(written.get("macs"));
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
    for (String format : new String[] {"table", "csv", "json", "markdown"}) {
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
    JsonNode models = parse(ran.out()).get("models");
    assertThat(models).hasSize(3);
    assertThat(models.valueStream().map(model -> model.get("model").asString()))
        .containsExactly("xception-middle", "xception-middle (2)", "inception");
    assertThat(models.get(1).get("macs_ratio").asDouble()).isEqualTo(1.0);
    assertThat(models.get(0).get("params").asLong()).isEqualTo(529_984 + 596_232);
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
