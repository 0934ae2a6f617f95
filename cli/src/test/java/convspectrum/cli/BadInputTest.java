package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong specs and models: exit code 2, the whole text of the message, no trace. */
final class BadInputTest {
  private static final String INPUT = "input: {channels: 728, height: 19, width: 19}\n";
  private static final String SENTINEL = "written before, not to be touched";

  @TempDir private Path folder;
  private Path file;
  private Path existing;

  @BeforeEach
  void prepare() throws IOException {
    file = folder.resolve("block.yaml");
    existing = Files.writeString(folder.resolve("existing"), SENTINEL);
  }

  /** Line and column of the block's fault, then its text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          conv: {out: wide} | 3:17: layers[0].conv.out: found the text 'wide'; expected a whole number from 1 to 2147483647
          segmented: {out: 728, segments: 8, kernl: 5} | 3:40: layers[0].segmented.kernl: unknown field 'kernl'; did you mean 'kernel'?
          conv: {kernel: 3} | 3:11: layers[0].conv: missing field 'out'; expected a whole number from 1 to 2147483647
          segmented: {out: 728, segments: 3} | 3:37: layers[0].segmented.segments: 3 does not divide 728; expected a divisor: 1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728
          conv: {out: 8, kernel: 21, padding: valid} | 3:28: layers[0].conv.kernel: kernel covers 21 of height, but the padded input has only 19 (input 19 + padding 0); expected a smaller kernel or more padding
          branches: {join: add, of: [[pointwise: {out: 8}], [pointwise: {out: 9}]]} | 3:31: layers[0].branches.of: add of unequal shapes 1x8x19x19 and 1x9x19x19; expected equal shapes
          conv: {out: $width} | 3:17: layers[0].conv.out: undefined name 'width'; did you mean 'in_width'?
          conv: {out: 8, out: 9} | 3:20: layers[0].conv.out: the key 'out' stands twice, first at FILE:3:12; expected each key once
          conv: {out: 8 | 3:11: the '{' that opens here is not closed, or a ',' is missing in it; expected ',' between entries and '}' after the last
          """)
  void aWrongBlock(String block, String fault) throws IOException {
    Files.writeString(file, INPUT + "layers:\n  - " + block + "\n");
    refusedEverywhere(fault);
  }

  @Test
  void wrongDocuments() throws IOException {
    String layers = "layers: [identity]\n";
    Map<String, String> documents =
        Map.ofEntries(
            Map.entry("", "1:1: the file is empty; expected a YAML document"),
            Map.entry("# nothing yet\n", "1:1: the file holds no values; expected a YAML document"),
            Map.entry(
                "- conv\n",
                "1:1: found a list; expected a mapping with name, about, source, input, parameters,"
                    + " defaults, blocks, references, baseline, layers"),
            Map.entry(INPUT, "1:1: missing key 'layers'; expected a list of blocks"),
            Map.entry(
                INPUT + "layers:\n\t- conv: {out: 8}\n",
                "3:1: a tab indents this line; expected spaces: YAML does not indent with tabs"),
            Map.entry(
                INPUT + layers + "---\n" + INPUT + layers,
                "3:1: a second document starts here; expected one document in a file"),
            Map.entry(
                "parameters: {a: $b, b: $(a + 1)}\n" + INPUT + "layers:\n  - conv: {out: $a}\n",
                "1:17: parameters.a: circular: a -> b -> a; expected a value of its own for one of them"),
            Map.entry(
                INPUT + "baseline: regular\n" + layers,
                "2:11: baseline: unknown reference 'regular'; expected none here"),
            Map.entry(
                "parameters: {a: $a}\n" + INPUT + layers,
                "1:17: parameters.a: circular: a -> a; expected a value of its own for one of them"),
            Map.entry(
                bomb(),
                "1:35: e[7][8][8][8][9]: aliases make the document too large; expected at most 100000"
                    + " values, aliases written out"));
    for (Map.Entry<String, String> document : documents.entrySet()) {
      Files.writeString(file, document.getKey());
      refusedEverywhere(document.getValue());
    }
    assertThat(documents).hasSize(10);
  }

  /** Nine lists of ten aliases each: a thousand million values. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char name = 'b'; name <= 'i'; name++) {
      String aliases = ("*" + (char) (name - 1) + ", ").repeat(10);
      text.append("%c: &%c [%s]\n".formatted(name, name, aliases.substring(0, 38)));
    }
    return text.toString();
  }

  @Test
  void allFaultsComeAtOnce() throws IOException {
    Files.writeString(
        file,
        """
        input: {channels: 728, height: 19, width: many}
        parameters: {s: []}
        layers:
          - conv: {out: 8, kernal: 3}
          - convv: {out: 8}
          - pool: {kind: maximum}
        """);
    refusedEverywhere(
        "1:43: input.width: found the text 'many'; expected a whole number from 1 to 2147483647",
        "2:17: parameters.s: found an empty list; expected at least one choice",
        "4:20: layers[0].conv.kernal: unknown field 'kernal'; did you mean 'kernel'?",
        "5:5: layers[1].convv: unknown block type 'convv'; did you mean 'conv'?",
        "6:18: layers[2].pool.kind: found 'maximum'; expected one of max, average");
  }

  @Test
  void filesThatAreNoSpecs() throws IOException {
    Files.write(file, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, (byte) 0xff});
    refusedEverywhere("1:9: byte 0xFF is not UTF-8; expected a text file in UTF-8");
    Files.writeString(file, INPUT + "layers:\n" + "  - conv: {out: 8}\n".repeat(552_000));
    refusedEverywhere(" has 10488054 bytes; expected at most 1048576 bytes (1 MiB)");
    Files.delete(file);
    refusedEverywhere(" there is no such file; expected a YAML file");
    Files.createDirectory(file);
    refusedEverywhere(" is a directory; expected a YAML file");
  }

  @Test
  void filesThatAreNoOnnxModels() throws IOException {
    byte[] whole = Files.readAllBytes(OnnxFiles.tiny(folder));
    file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
    refusedWith(": is no ONNX model, or cut off: ");
    file = Files.writeString(folder.resolve("text.onnx"), INPUT + "layers: [identity]\n");
    refusedWith(": is no ONNX model, or cut off: ");
    file = Files.createFile(folder.resolve("empty.onnx"));
    refusedWith(": holds no graph with nodes; expected an ONNX model");
    file = Files.createDirectory(folder.resolve("folder.onnx"));
    refusedWith(": is no plain file; expected an ONNX model");
    file = folder.resolve("missing.onnx");
    refusedWith(": there is no such file; expected an ONNX model");
    file = OnnxFiles.cyclic(folder);
    refusedWith(": node 'layers.0.");
    file = OnnxFiles.unknown(folder);
    refusedWith(
        ": node 'shine' (Sparkle): the op is not known; 1 of 2 nodes are understood; not:"
            + " Sparkle (1); try --allow-unknown to count the rest");
    file = OnnxFiles.tiny(folder);
    refusedWith(
        ": input 'input' has 4 axes, the shape given 2; expected all 4, or the 3 behind the batch",
        "--input=6,6");
    refusedWith(": node 'layers.0.pointwise' (Conv): weights of 16x8x1x1", "--input=7,6,6");
  }

  /** By each command, in one line that begins with the name of the file. */
  private void refusedWith(String fault, String... options) {
    assertAll(
        commands().stream()
            .map(words -> {
              List<String> command = new ArrayList<>(words);
              command.addAll(List.of(options));
              return () -> {
                Ran ran = Ran.of(command.toArray(String[]::new));
                assertThat(ran.code()).as(command + ": " + ran.err()).isEqualTo(2);
                // What check understands it says even then.
                assertThat(ran.out().isEmpty() || words.getFirst().equals("check")).isTrue();
                assertThat(ran.err()).startsWith(file + fault).hasLineCount(1);
                assertThat(ran.err()).doesNotContain("\tat ", "Exception");
                assertThat(existing).hasContent(SENTINEL);
              };
            }));
  }

  /** By each command that reads specs; each fault begins after the name of the file. */
  private void refusedEverywhere(String... faults) {
    String expected = "";
    for (String fault : faults) {
      expected += file + ":" + fault.replace("FILE", file.toString()) + "\n";
    }
    String message = expected;
    assertAll(commands().stream().map(command -> () -> refused(command, message)));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Each command that reads models. */
  private List<List<String>> commands() {
    String model = file.toString();
    return List.of(
        List.of("cost", model),
        List.of("check", model),
        List.of("compare", model),
        List.of("measure", model),
        List.of("run", model, "--output", existing.toString()),
        List.of("export", model, "--to", "onnx", "--out", existing.toString()),
        List.of("explore", model, "--out", folder.resolve("out").toString()));
  }

  private void refused(List<String> command, String message) throws IOException {
    Ran ran = Ran.of(command.toArray(String[]::new));
    assertThat(ran).as(command.getFirst()).isEqualTo(new Ran(2, "", message));
    assertThat(existing).hasContent(SENTINEL);
    assertThat(ran.err()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aFaultOfManyDesignsIsOneMessage() throws IOException {
    Files.writeString(
        file,
        "parameters: {n: {range: [1, 51]}}\n"
            + INPUT
            + "layers:\n  - conv: {out: 728, groups: $n}\n");
    String fault =
        ":4:30: layers[0].conv.groups: 3 does not divide 728 (in 42 of 51 designs, such as n=3);";
    for (String[] command : new String[][] {{"check"}, {"explore", "--no-measure"}}) {
      List<String> words = new ArrayList<>(List.of(command));
      words.add(file.toString());
      Ran ran = Ran.of(words.toArray(String[]::new));
      assertThat(ran.err().lines()).singleElement().asString().startsWith(file + fault);
      assertThat(ran.code()).isEqualTo(2);
    }
  }

  @Test
  void anInputBeyondReasonIsRefused() {
    String spec = Repository.example("spectrum.yaml");
    assertThat(Ran.of("cost", spec, "--set=segments=1", "--input=728,99999,99999"))
        .isEqualTo(
            new Ran(
                2,
                "",
                spec
                    + ":5:8: input: an input of 1x728x99999x99999 (in design segments=1); expected at most"
                    + " 2^34 values, 64 GiB\n"));
  }

  @Test
  void aTensorBeyondAnArrayIsRefused() {
    String spec = Repository.example("spectrum.yaml");
    assertThat(Ran.of("run", spec, "--set=segments=1", "--input=728,3000,3000"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "convspectrum: 1x728x3000x3000 has 6552000000 elements; one tensor holds at most"
                    + " 2147483639\n"));
  }

  @Test
  void checkGoesThroughAllFiles() throws IOException {
    Files.writeString(file, INPUT + "layers:\n  - convv\n");
    Ran ran = Ran.of("check", file.toString(), Repository.example("spectrum.yaml"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .isEqualTo(Repository.example("spectrum.yaml") + ": ok, 1 parameter, 16 designs\n");
    assertThat(ran.err())
        .isEqualTo(file + ":3:5: layers[0]: unknown block type 'convv'; did you mean 'conv'?\n");
  }

  @Test
  void checkFindsWhatOnlyOneDesignHas() throws IOException {
    Files.writeString(
        file,
        "parameters: {s: [1, 2, 3]}\n"
            + INPUT
            + "layers:\n  - segmented: {out: 728, segments: $s}\n");
    Ran ran = Ran.of("check", file.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith(file + ":4:37: layers[0].segmented.segments: 3 does not divide 728")
        .contains("s=3")
        .hasLineCount(1);
  }
}
