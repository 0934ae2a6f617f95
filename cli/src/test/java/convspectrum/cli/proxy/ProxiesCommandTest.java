package convspectrum.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ProxiesCommandTest {
  private static final Path FIGURES =
      Path.of("../search/src/test/resources/convspectrum/search/proxy/verify");

  static final String SPACE =
      """
      name: tiny
      input: {channels: 3, height: 8, width: 8}
      parameters:
        width: [4, 8, 12]
        kernel: [1, 3]
      layers:
        - conv: {out: $width, kernel: $kernel, norm: batch, activation: relu}
        - conv: {out: 8, kernel: 3, stride: 2, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 4
      """;

  @TempDir private Path folder;

  private String space() throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), SPACE).toString();
  }

  @Test
  void everyProxyIsListedAndHasAPage() {
    String listed = Ran.done("proxies", "list", "--format", "csv").out();
    for (AccuracyProxy proxy : AccuracyProxies.all()) {
      assertThat(listed).contains("\n" + proxy.name() + ",");
      String page = proxy.name().replace("naswot_act", "naswot") + ".md";
      assertThat(Path.of("../docs/proxies").resolve(page)).exists();
    }
    assertThat(AccuracyProxies.all()).hasSize(25);
  }

  /** One proxy takes minutes where the others take a second, so that it has to be asked for. */
  @Test
  void onlyNamesBringWhatTakesLong() throws IOException {
    String unnamed = Ran.done("proxies", "score", space(), "--batch", "2", "--format", "csv").out();
    for (AccuracyProxy proxy : AccuracyProxies.all()) {
      assertThat(unnamed.contains("," + proxy.name() + ","))
          .as(proxy.name())
          .isEqualTo(!proxy.name().equals("vkdnw"));
    }
    assertThat(Ran.done("proxies", "score", "--help").out().replaceAll("\\s+", " "))
        .contains("all but vkdnw");
    assertThat(
            Ran.done(
                    "proxies",
                    "score",
                    space(),
                    "--batch",
                    "2",
                    "--proxies",
                    "vkdnw",
                    "--format",
                    "csv")
                .out())
        .contains(",vkdnw,");
  }

  @Test
  void figuresOfAnotherImplementationAreMet() {
    Ran ran =
        Ran.done("proxies", "verify", FIGURES.resolve("net_f2.json").toString(), "--format", "csv");
    assertThat(ran.out())
        .contains("net_f2.json,grad_norm,float64,")
        .contains(",ok")
        .doesNotContain("FAILED");
    assertThat(ran.err()).contains("170 figures, 0 out of tolerance");
  }

  @Test
  void aFigureOutOfToleranceEndsWithOne() throws IOException {
    try (Stream<Path> files = Files.list(FIGURES)) {
      for (Path file : files.filter(f -> f.toString().contains("net_f2")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path file = folder.resolve("net_f2.json");
    Files.writeString(file, Files.readString(file).replace("\"value\": 6906", "\"value\": 6907"));
    Ran ran = Ran.of("proxies", "verify", file.toString(), "--failed");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("params", "6907", "6906", "FAILED").doesNotContain("grad_norm");
  }

  @Test
  void aDesignIsScoredAlikeEachTime() throws IOException {
    String[] command = {
      "proxies",
      "score",
      space(),
      "--set",
      "width=8",
      "--format",
      "csv",
      "--batch",
      "8",
      "--proxies",
      "params,macs,naswot,grad_norm,zico,zen,meco,az_trainability"
    };
    Ran first = Ran.done(command);
    assertThat(scores(first)).isEqualTo(scores(Ran.done(command)));
    // 8·3 + 16 + 8·8·9 + 16 + 4·8 + 4, and 64·24 + 16·576 + 32.
    assertThat(scores(first)).contains("tiny,params,668", "tiny,macs,10784");
    assertThat(first.err()).contains("kernel=1 (of 2)");
  }

  /** Model, proxy and score of each row: times differ. */
  private static String scores(Ran ran) {
    return ran.csv().rows().stream()
        .map(row -> String.join(",", row.subList(0, 3)))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void seedsShowTheSpread() throws IOException {
    Ran ran =
        Ran.done(
            "proxies",
            "score",
            space(),
            "--seeds",
            "3",
            "--batch",
            "4",
            "--proxies",
            "snip",
            "--format",
            "json");
    JsonNode row = JsonMapper.shared().readTree(ran.out()).at("/tables/scores/0");
    assertThat(row.get("spread").asDouble()).isPositive();
  }

  @Test
  void withoutReluThereIsNoNumber() throws IOException {
    String linear = SPACE.replace(", activation: relu", "");
    Path file = Files.writeString(folder.resolve("linear.yaml"), linear);
    Ran ran =
        Ran.done("proxies", "score", file.toString(), "--proxies", "naswot,swap", "--batch", "4");
    assertThat(ran.out()).contains("undefined: the network has no ReLU");
  }

  @Test
  void columnsOfProxiesStandBesideTheCosts() throws IOException {
    String out = folder.resolve("out").toString();
    Ran ran =
        Ran.done(
            "explore",
            space(),
            "--no-measure",
            "--out",
            out,
            "--proxies",
            "proxy,naswot",
            "--format",
            "json");
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.at("/tables/comparison")).hasSize(6);
    assertThat(
            json.at("/tables/comparison")
                .valueStream()
                .map(row -> row.get("proxy").asDouble())
                .distinct())
        .hasSizeGreaterThan(3);
    assertThat(json.at("/tables/comparison").valueStream().map(row -> row.get("naswot").isNumber()))
        .containsOnly(true);
    assertThat(json.get("notes").get("calibration").asString())
        .startsWith("Ranking better than MACs (Spearman ")
        .contains("proxy on both; naswot on NAS-Bench-Macro alone");
    assertThat(json.get("notes").get("proxies").asString()).contains("ranks within 6 designs");
    Ran compared =
        Ran.done(
            "compare",
            space(),
            space(),
            "--proxies",
            "synflow,macs",
            "--by",
            "network",
            "--format",
            "csv");
    assertThat(compared.out().lines().findFirst().orElseThrow()).endsWith(",synflow");
    assertThat(compared.out().lines()).hasSize(3);
  }

  @Test
  void whatIsUndefinedStandsInEveryFileOfExplore() throws IOException {
    Path file =
        Files.writeString(folder.resolve("linear.yaml"), SPACE.replace(", activation: relu", ""));
    Path out = folder.resolve("odd");
    Ran ran =
        Ran.done(
            "explore",
            file.toString(),
            "--no-measure",
            "--out",
            out.toString(),
            "--proxies",
            "proxy,naswot");
    assertThat(ran.out() + ran.err()).contains("naswot: undefined for width=4");
    for (String name :
        List.of("comparison.csv", "comparison.md", "comparison.json", "report.html")) {
      assertThat(Files.readString(out.resolve(name)))
          .as(name)
          .contains("naswot is undefined: the network has no ReLU.");
    }
    // The rank-sum is that of the terms which these designs have.
    String json = Files.readString(out.resolve("comparison.json"));
    assertThat(json)
        .contains("ranks within 6 designs, without jacob_excess, which none of them has")
        .doesNotContain("proxy is undefined");
  }

  @Test
  void columnsThatCannotBeAreRefused() throws IOException {
    assertThat(Ran.of("explore", space(), "--no-measure", "--proxies", "nasbot").err())
        .contains("--proxies: unknown proxy 'nasbot'; expected one of proxy, params");
    assertThat(Ran.of("compare", space(), "--proxies", "proxy").err())
        .contains("--proxies proxy: found no space within which to rank designs");
    assertThat(Ran.of("compare", space(), "--proxies", "snip", "--by", "stage").err())
        .contains("try it without --by stage");
  }

  @Test
  void whatIsMistypedIsSaid() throws IOException {
    assertThat(Ran.of("proxies").err())
        .contains("found no command; expected list, score, calibrate or verify");
    assertThat(Ran.of("proxies", "score", space(), "--proxies", "nasbot").err())
        .contains("--proxies: unknown proxy 'nasbot'; expected one of params, macs");
    assertThat(Ran.of("proxies", "score", space(), "--batch", "1").err())
        .contains("--batch 1: expected 2 to 65536");
    assertThat(Ran.of("proxies", "verify", "no.json").err())
        .contains("no.json: there is no such file");
    Ran large =
        Ran.of(
            "proxies",
            "score",
            space(),
            "--batch",
            "65000",
            "--proxies",
            "az_trainability",
            "--input",
            "3,256,256");
    assertThat(large.code()).isEqualTo(1);
    assertThat(large.err()).contains("take a smaller batch");
  }

  @Test
  void whatOverflowsIsNamed() throws IOException {
    String deep =
        """
        name: deep
        input: {channels: 3, height: 8, width: 8}
        layers:
          - repeat: {times: 40, body: [conv: {out: 8, kernel: 3}, scale: {factor: 1e12}]}
          - activation: relu
          - global-pool
          - flatten
          - linear: 4
        """;
    Path file = Files.writeString(folder.resolve("deep.yaml"), deep);
    String[] proxies = {"--batch", "2", "--proxies", "params,naswot,grad_norm"};
    for (String format : new String[] {"table", "markdown", "csv", "json", "yaml"}) {
      Ran ran =
          Ran.done(
              Stream.concat(
                      Stream.of("proxies", "score", file.toString(), "--format", format),
                      Stream.of(proxies))
                  .toArray(String[]::new));
      assertThat(ran.out())
          .as(format)
          .contains("undefined: layers.0.")
          .contains("(Scale) is the first layer whose values overflow")
          .doesNotContain("Scale[");
    }
    JsonNode rows =
        JsonMapper.shared()
            .readTree(
                Ran.done(
                        Stream.concat(
                                Stream.of("proxies", "score", file.toString(), "--format", "json"),
                                Stream.of(proxies))
                            .toArray(String[]::new))
                    .out())
            .at("/tables/scores");
    assertThat(rows.get(0).get("undefined").asBoolean()).isFalse();
    assertThat(rows.get(0).get("score").asInt()).isPositive();
    for (int i = 1; i < 3; i++) {
      assertThat(rows.get(i).get("undefined").asBoolean()).isTrue();
      assertThat(rows.get(i).get("score").isNull()).isTrue();
    }
  }
}
