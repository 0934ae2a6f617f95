package convspectrum.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import convspectrum.cli.Specs;
import convspectrum.spec.file.CsvFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExploreCommandTest {
  private static final String FIXED =
      "params,macs,flops,live_params,live_macs,bytes,theoretical_speedup";

  /** Which design is fastest, and whether that can be told, is for the machine to say. */
  private static final String FASTEST =
      "onnxruntime: (fastest is |no design |it cannot be told (which|whether) )";

  @TempDir private Path folder;

  @Test
  void theExampleHasSeventeenRowsAndTheseFigures() throws IOException {
    Ran ran = explore(Repository.example("spectrum.yaml"), "--no-measure");
    List<Map<String, String>> rows = csv();
    assertThat(header()).isEqualTo("design,segments," + FIXED + ",same_as,note");
    assertThat(rows).hasSize(17);
    Map<String, String> regular = rows.getFirst();
    assertThat(regular)
        .containsEntry("design", "regular")
        .containsEntry("segments", "")
        .containsEntry("params", "4769856")
        .containsEntry("macs", "1721918016")
        .containsEntry("flops", "3443836032")
        .containsEntry("theoretical_speedup", "1.0");
    assertThat(rows.stream().skip(1).map(row -> row.get("segments")))
        .containsExactly(
            "1", "2", "4", "7", "8", "13", "14", "26", "28", "52", "56", "91", "104", "182", "364",
            "728");
    // 9·728² MACs a pixel against 728² + 9·728.
    assertThat(Double.parseDouble(rows.getLast().get("theoretical_speedup")))
        .isCloseTo(8.89, within(0.005));
    assertThat(rows.getLast()).containsEntry("params", "536536");
    assertThat(ran.err())
        .startsWith(
            "xception-middle: 17 rows, none of them measured\n"
                + "theory (MACs) promises segments=728 8.89 times the speed of regular, and"
                + " segments=1 0.90 times\n")
        .doesNotContain("to measure", "timing on")
        .contains("wrote " + folder.resolve("out/comparison.csv"));
  }

  @Test
  void withoutASpecItIsTheSameExample() throws IOException {
    explore(Repository.example("spectrum.yaml"), "--no-measure");
    String named = Files.readString(folder.resolve("out/comparison.csv"));
    Ran.done("explore", "--no-measure", "--out", folder.resolve("out").toString());
    assertThat(folder.resolve("out/comparison.csv")).hasContent(named);
  }

  @Test
  void theCommandsOfThePageExportItsDesigns() throws IOException {
    explore(tiny(), "--no-measure", "--live", "--set=out=8");
    String command = "convspectrum export " + tiny();
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .doesNotContain("http-equiv=\"refresh\"");
    assertThat(detailsOfPage())
        .contains(command + " --set out=8 --set segments=8 --out segments-8.onnx");
    String out = folder.resolve("two.yaml").toString();
    Ran ran = Ran.done("export", tiny(), "--set=out=8", "--set=segments=8", "--out", out);
    assertThat(ran.out()).contains("spec of one design");
  }

  /** The details of designs, which a page holds in the zlib format and Base64. */
  private String detailsOfPage() throws IOException {
    String page = Files.readString(folder.resolve("out/report.html"));
    Matcher packed = Pattern.compile("\"packed\":\"([^\"]*)\"").matcher(page);
    assertThat(packed.find()).isTrue();
    byte[] bytes = Base64.getDecoder().decode(packed.group(1));
    try (InputStream details = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(details.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Of an ONNX file too, which is read for the input that was asked for. */
  @Test
  void theCommandOfAnOnnxFileRepeatsItsInput() throws IOException {
    Path file = folder.resolve("tiny.onnx");
    Ran.done("export", tiny(), "--set=out=8", "--set=segments=8", "--out", file.toString());
    explore(file.toString(), "--no-measure", "--input=8,12,10");
    Matcher command =
        Pattern.compile("convspectrum (export [^\"\\\\]+?\\.onnx) ([^\"\\\\]+?) --out")
            .matcher(detailsOfPage());
    assertThat(command.find()).isTrue();
    assertThat(command.group(1)).isEqualTo("export " + file);
    assertThat(command.group(2)).isEqualTo("--input 8,12,10");
    Path again = folder.resolve("again.onnx");
    Ran.done("export", file.toString(), "--input", "8,12,10", "--out", again.toString());
    assertThat(Ran.done("cost", again.toString(), "--by", "layer").out()).contains("1x8x12x10");
  }

  @Test
  void fourFilesAreWrittenAndTheTableIsPrinted() throws IOException {
    Ran ran = explore(tiny(), "--no-measure", "--format", "csv");
    assertThat(files())
        .containsExactly("comparison.csv", "comparison.json", "comparison.md", "report.html");
    assertThat(folder.resolve("out/comparison.csv")).content().isEqualTo(ran.out());
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("segments=8, out=16");
    assertThat(Files.readString(folder.resolve("out/comparison.md"))).contains("| regular");
  }

  @Test
  void printedJsonIsTheFileWritten() throws IOException {
    Ran ran = explore(tiny(), "--no-measure", "--format", "json");
    assertThat(folder.resolve("out/comparison.json")).content().isEqualTo(ran.out());
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    assertThat(json.get("schema").asString()).isEqualTo("convspectrum/explore/2");
    assertThat(json.get("machine").isNull()).isTrue();
    assertThat(json.at("/details/baseline").asString()).isEqualTo("regular");
    assertThat(json.at("/tables/comparison")).hasSize(6);
  }

  @Test
  void theSameFunctionIsMarked() throws IOException {
    explore(tiny(), "--no-measure");
    List<Map<String, String>> rows = csv();
    assertThat(rows.stream().map(row -> row.get("design")))
        .containsExactly(
            "regular",
            "plain",
            "segments=1, out=8",
            "segments=1, out=16",
            "segments=8, out=8",
            "segments=8, out=16");
    assertThat(rows.stream().map(row -> row.get("same_as")))
        .containsExactly("", "", "plain", "", "", "");
    assertThat(rows.get(1)).containsEntry("segments", "").containsEntry("out", "");
  }

  /** 8·8 + 9·8·8 for one segment; 8·8 + 9·8 depthwise; the regular one 9·8·8; 36 pixels. */
  @Test
  void setFixesAndSweepChooses() throws IOException {
    explore(tiny(), "--no-measure", "--set", "out=8");
    assertThat(header()).isEqualTo("design,segments," + FIXED + ",same_as,note");
    assertThat(csv().stream().map(row -> row.get("macs")))
        .containsExactly("20736", "23040", "23040", "4896");
    explore(tiny(), "--no-measure", "--sweep", "out", "--set", "segments=8");
    assertThat(header()).isEqualTo("design,out," + FIXED + ",same_as,note");
    assertThat(csv()).hasSize(4);
    explore(tiny(), "--no-measure", "--sweep", "out,segments", "--max-designs", "4");
    assertThat(csv()).hasSize(6);
  }

  @Test
  void withEverythingFixedOneDesignIsLeft() throws IOException {
    explore(tiny(), "--no-measure", "--set", "out=8", "--set", "segments=8");
    assertThat(csv().stream().map(row -> row.get("design")))
        .containsExactly("regular", "plain", "tiny");
    assertThat(header()).isEqualTo("design," + FIXED + ",same_as,note");
  }

  @Test
  void inputReplacesTheShape() throws IOException {
    explore(tiny(), "--no-measure", "--set", "out=8", "--input", "8,12,6");
    assertThat(csv().stream().map(row -> row.get("macs")))
        .containsExactly("41472", "46080", "46080", "9792");
  }

  @Test
  void aTooLargeSweepWritesNothing() throws IOException {
    Ran ran =
        Ran.of(
            "explore",
            tiny(),
            "--no-measure",
            "--max-designs",
            "3",
            "--out",
            folder.resolve("out").toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void measuringAddsTheColumnsOfTheRuntime() throws IOException {
    Ran ran =
        explore(tiny(), "--budget", "1s", "--runtime", "onnxruntime", "--png", "--threads", "1");
    assertThat(header())
        .isEqualTo(
            "design,segments,out,"
                + FIXED
                + ",onnxruntime_ms,onnxruntime_ms_low,onnxruntime_ms_high,onnxruntime_p10_ms,onnxruntime_speedup,"
                + "onnxruntime_speedup_low,onnxruntime_speedup_high,onnxruntime_realisation,"
                + "onnxruntime_realisation_low,onnxruntime_realisation_high,same_as,note");
    List<Map<String, String>> rows = csv();
    assertThat(rows).hasSize(6);
    for (Map<String, String> row : rows) {
      double ms = number(row, "onnxruntime_ms");
      if (Objects.requireNonNull(row.get("onnxruntime_ms_low"))
          .isEmpty()) { // a second is not enough beside other work
        assertThat(row.get("onnxruntime_realisation")).isEmpty();
        assertThat(row.get("note")).startsWith("No interval from");
        continue;
      }
      double low = number(row, "onnxruntime_ms_low");
      assertThat(low).isPositive().isLessThanOrEqualTo(ms);
      assertThat(number(row, "onnxruntime_ms_high")).isGreaterThanOrEqualTo(ms);
      assertThat(number(row, "onnxruntime_realisation"))
          .isCloseTo(
              number(row, "onnxruntime_speedup") / number(row, "theoretical_speedup"),
              within(1e-9));
    }
    assertThat(number(rows.getFirst(), "onnxruntime_speedup")).isEqualTo(1.0);
    // Evaluated once for both.
    assertThat(rows.get(2).get("onnxruntime_ms")).isEqualTo(rows.get(1).get("onnxruntime_ms"));
    assertThat(ran.err())
        .startsWith("tiny: 6 rows, 5 to measure\ntheory (MACs) promises ")
        .contains(
            "\ntiming on onnxruntime takes at most 1 s (--budget 1s), checking and profiling 5 designs"
                + " not included\n")
        .containsPattern(FASTEST)
        .contains("1 of 6 rows denote a function");
    assertThat(files()).contains("speedup.png", "time.png");
  }

  private String tiny() throws IOException {
    return Specs.tiny(folder).toString();
  }

  private Ran explore(String spec, String... options) {
    List<String> command =
        new ArrayList<>(List.of("explore", spec, "--out", folder.resolve("out").toString()));
    command.addAll(List.of(options));
    return Ran.done(command.toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String header() throws IOException {
    return Files.readAllLines(folder.resolve("out/comparison.csv")).getFirst();
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  /** Cells by column, a map a row. */
  private List<Map<String, String>> csv() {
    CsvFile csv = CsvFile.read(folder.resolve("out/comparison.csv"));
    return csv.rows().stream()
        .map(cells -> {
          Map<String, String> row = new LinkedHashMap<>();
          IntStream.range(0, cells.size()).forEach(i -> row.put(csv.header().get(i), cells.get(i)));
          return row;
        })
        .toList();
  }
}
