package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistyped commands: exit code 2, the whole text of the message, no trace. */
final class MistypedCommandTest {
  private static final String SENTINEL = "written before, not to be touched";

  @TempDir private Path folder;
  private Path existing;

  @BeforeEach
  void prepare() throws IOException {
    existing = Files.writeString(folder.resolve("existing"), SENTINEL);
  }

  /** Before anything is measured, and so at once. */
  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path out = existing.resolve("report");
    Ran ran = Ran.of("explore", Repository.example("spectrum.yaml"), "--out", out.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(out + ": cannot be written: ").doesNotContain("to measure");
  }

  /** The command line, then what follows {@code convspectrum: } on standard error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          explor | unknown command 'explor'; did you mean 'explore'?
          cots SPEC | unknown command 'cots'; did you mean 'cost'?
          frobnicate --all | unknown command 'frobnicate'; expected one of explore, cost, compare, measure, suggest, study, validate, compare-runs, leaderboard, run, search, predict, journal, export, check, schema, zoo, machine, proxies, train, completion, help
          --colour | unknown option '--colour'; expected one of --help, --version
          cost SPEC --fromat json | unknown option '--fromat'; did you mean '--format'?
          cost SPEC --conventoin=thop | unknown option '--conventoin'; did you mean '--convention'?
          cost SPEC other.yaml | unexpected argument 'other.yaml'
          cost | Missing required parameter: 'MODEL'
          cost SPEC --by | Missing required parameter for option '--by' (WHAT)
          cost SPEC --by net | --by: unknown 'net'; expected one of layer, block, op, network
          cost SPEC --format xml | --format xml: expected one of table, csv, json, yaml, markdown, latex
          cost SPEC --convention foo | --convention: no convention 'foo'; expected one of paper, fvcore, ptflops, ptflops-aten, thop, torch, deepspeed, keras, onnx-tool, live, or all
          cost SPEC --set segments | --set segments: expected NAME=VALUE, such as --set segments=8
          cost SPEC --set =8 | --set =8: expected NAME=VALUE, such as --set segments=8
          cost SPEC --set segments=1 --set segments=2 | --set segments: found twice, as 1 and as 2; expected one value; try only one of the two
          cost SPEC --input 3 | --input 3: expected channels,height,width such as 3,224,224
          cost SPEC --input 3x224x224 | --input 3x224x224: expected channels,height,width such as 3,224,224
          cost SPEC --input 0,19,19 | --input 0,19,19: dimension 0 in 1x0x19x19; every dimension is at least 1
          cost SPEC --input 728,999999999,999999999 | --input 728,999999999,999999999: 1x728x999999999x999999999 has more elements than a 64-bit number holds
          measure SPEC --threads 0 | --threads 0: expected 1 to 1024
          measure SPEC --threads two | --threads two: found a text; expected a whole number, such as 300 or 2k (Threads inside a pass)
          search SPEC --budget 40s | --budget 40s: found a time; expected a whole number, such as 300 or 2k (Designs to evaluate at most)
          search SPEC --budget 2m | --budget 2m: found a time; expected a whole number, such as 300 or 2k (Designs to evaluate at most)
          search SPEC --budget 64MiB | --budget 64MiB: found a size in bytes; expected a whole number, such as 300 or 2k (Designs to evaluate at most)
          search SPEC --budget 0.5 | --budget 0.5: found a fraction; expected a whole number, such as 300 or 2k (Designs to evaluate at most)
          explore SPEC --max-designs 9G | --max-designs 9G: found a number out of range; expected a whole number, such as 300 or 2k (Refuse a larger sweep)
          measure SPEC --budget 5k | --budget 5k: found a count; expected a time such as 40s or 2m
          measure SPEC --budget soon | --budget soon: expected a time such as 40s or 2m
          measure SPEC --budget 0s | --budget 0s: expected a time such as 40s or 2m
          measure SPEC --precision 0 | --precision 0: expected a percentage such as 2%
          measure SPEC --protocol slow | --protocol slow: expected quick or jmh
          measure SPEC --runtime tvm | --runtime: unknown runtime 'tvm'; expected one of onednn, onnxruntime, reference, vector
          run SPEC --runtime tvm | --runtime: unknown runtime 'tvm'; expected one of onednn, onnxruntime, reference, vector
          run SPEC --seed one | --seed one: found a text; expected a whole number, such as 300 or 2k (Seed of weights, inputs and resampling)
          export SPEC | Missing required option: '--out=FILE'
          export SPEC --to tflite --out x | --to: unknown 'tflite'; expected one of onnx, pytorch, yaml
          export SPEC --out x.pb | --out x.pb: found a name that does not say what to write; expected one that ends in .onnx, .py, .yaml, .yml; try --to onnx, pytorch, yaml
          export SPEC --to pytorch --out x.onnx | --to pytorch writes .py files, but --out x.onnx is named as --to onnx; try to change one of the two
          compare SPEC --by layer | --by: unknown 'layer'; expected one of network, stage
          cost SPEC --convention al | --convention: no convention 'al'; expected one of paper, fvcore, ptflops, ptflops-aten, thop, torch, deepspeed, keras, onnx-tool, live, or all
          cost SPEC --convention all --by word | --by: unknown 'word'; expected one of layer, block, op, network
          check SPEC --designs 0 | --designs 0: expected at least 1
          explore SPEC --max-designs 0 | --max-designs 0: expected at least 1
          explore SPEC --max-designs 3 | xception-middle has up to 16 designs; expected at most --max-designs 3; try to sweep fewer parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit
          cost SPEC --sweep all --max-designs 0 | --max-designs 0: expected at least 1
          cost SPEC --sweep all --max-designs 3 | xception-middle has up to 16 designs; expected at most --max-designs 3; try to sweep fewer parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit; many rows go to a file in little memory: --out designs.parquet
          cost SPEC --on local[2] | --on: found no --sweep; expected the designs of a spec, which take longer than one model; try --sweep all
          proxies score SPEC --sweep all --max-designs 0 | --max-designs 0: expected at least 1
          proxies score SPEC --sweep all --max-designs 3 | xception-middle has up to 16 designs; expected at most --max-designs 3; try to sweep fewer parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit; many rows go to a file in little memory: --out designs.parquet
          cost SPEC --sweep all --out rows.xlsx | --out rows.xlsx: expected a name that ends in .csv or .parquet
          measure SPEC --every-worker | --every-worker: found no --on, which it is for; expected both; try --on spark://HOST:7077
          proxies score SPEC --on local[2] | --on: found no --sweep; expected the designs of a spec, which take longer than one model; try --sweep all
          explore SPEC --sweep width | --sweep width: xception-middle has no such parameter; expected one of segments
          explore SPEC --sweep segments --set segments=1 | --sweep segments: found a --set that fixes it; try only one of the two
          explore SPEC --out EXISTING | --out EXISTING: is a file; expected a folder
          help me | Unknown subcommand 'me'.
          """)
  void aMistypedCommand(String line, String message) throws IOException {
    String[] arguments =
        line.replace("SPEC", Repository.example("spectrum.yaml"))
            .replace("EXISTING", existing.toString())
            .split(" ");
    Ran ran = Ran.of(arguments);
    assertThat(ran.err().lines().findFirst())
        .hasValue("convspectrum: " + message.replace("EXISTING", existing.toString()));
    assertThat(ran.err().lines().skip(1)).allMatch(more -> more.startsWith("See: convspectrum"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(existing).hasContent(SENTINEL);
    assertThat(ran.err()).doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "measure", "run", "explore"})
  void aSettingThatIsNoChoiceListsThem(String command) {
    String spec = Repository.example("spectrum.yaml");
    assertThat(Ran.of(command, spec, "--set", "segments=3"))
        .isEqualTo(
            new Ran(
                2,
                "",
                spec
                    + ": segments: '3' is none of its choices; expected one of 1, 2, 4, 7, 8, 13, 14, 26,"
                    + " 28, 52, 56, 91, 104, 182, 364, 728\n"));
    assertThat(Ran.of(command, spec, "--set", "segmnets=8"))
        .isEqualTo(
            new Ran(2, "", spec + ": unknown parameter 'segmnets'; did you mean 'segments'?\n"));
  }

  @Test
  void aFileThatIsNotThereIsGuessed() throws IOException {
    Files.writeString(folder.resolve("encoder.yaml"), "input: 3\nlayers: [identity]\n");
    Files.writeString(folder.resolve("decoder.onnx"), "");
    Map<String, String> guesses =
        Map.of(
            "mobilenet-v2",
            "zoo:mobilenet-v2",
            "MobileNetV2",
            "zoo:mobilenet-v2",
            "resnet50",
            "zoo:resnet-50",
            "inception",
            "zoo:inception-v1, zoo:inception-v3, zoo:inception-v3-first,"
                + " zoo:inception-resnet-v2",
            folder + "/encoder",
            folder + "/encoder.yaml",
            folder + "/encodr.yml",
            folder + "/encoder.yaml",
            folder + "/encoder.onnx",
            folder + "/encoder.yaml",
            folder + "/decoder",
            folder + "/decoder.onnx");
    guesses.forEach((typed, meant) ->
        assertThat(Ran.of("cost", typed).err())
            .isEqualTo(typed + ": there is no such file; did you mean " + meant + "?\n"));
    assertThat(Ran.of("cost", folder + "/quite-another.yaml").err())
        .isEqualTo(folder + "/quite-another.yaml: there is no such file; expected a YAML file\n");
  }

  /** Words stay words: one that begins with an at sign does not bring in those of a file. */
  @Test
  void noArgumentsAreReadFromFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "secret other");
    Ran ran = Ran.of("cost", "@" + file);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("@" + file + ": there is no such file; expected a YAML file")
        .doesNotContain("secret");
  }

  @Test
  void noCommand() {
    assertThat(Ran.of())
        .isEqualTo(
            new Ran(
                2, "", "convspectrum: found no command; expected one\nSee: convspectrum --help\n"));
  }
}
