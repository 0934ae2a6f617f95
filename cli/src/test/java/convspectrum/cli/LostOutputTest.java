package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be written is said, and the command fails; a reader that has enough is no fault. */
final class LostOutputTest {
  @TempDir private Path folder;

  @BeforeEach
  void aBlock() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
    Files.writeString(
        folder.resolve("block.yaml"),
        "input: {channels: 256, height: 14, width: 14}\nlayers: [{conv: {out: 512}}]\n");
  }

  private Ran run(String script) throws IOException, InterruptedException {
    return new Shell(folder).run(Map.of(), script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zoo",
        "cost zoo:resnet-50 --format csv",
        "cost zoo:resnet-50 --format json",
        "--help",
        "--version",
        "schema",
        "check block.yaml",
        "completion",
        "run block.yaml --runtime reference",
      })
  void standardOutputOnAFullDisk(String command) throws IOException, InterruptedException {
    Ran ran = run("\"$CS\" " + command + " >/dev/full");
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err())
        .contains("convspectrum: standard output cannot be written: No space left on device; its ")
        .doesNotContain("Exception");
  }

  @Test
  void standardOutputThatIsClosed() throws IOException, InterruptedException {
    Ran ran = run("\"$CS\" zoo >&-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("standard output cannot be written: Bad file descriptor");
  }

  @Test
  void aFileThatReachesItsLimit() throws IOException, InterruptedException {
    Ran ran = run("(ulimit -f 4; \"$CS\" cost zoo:resnet-50 --format csv >cost.csv)");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("standard output cannot be written: File too large; its ");
    ran = run("(ulimit -f 100; \"$CS\" export block.yaml --out block.onnx)");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("block.onnx: cannot be written: File too large; choose another place\n");
    assertThat(folder.resolve("block.onnx")).doesNotExist();
    assertThat(folder.toFile().list((_, name) -> name.startsWith(".block"))).isEmpty();
  }

  @Test
  void aReaderThatHasEnoughIsAQuietEnd() throws IOException, InterruptedException {
    Ran ran =
        run(
            "\"$CS\" cost zoo:inception-resnet-v2 --format json | head -c 10 >/dev/null;"
                + " echo ${PIPESTATUS[0]}");
    assertThat(ran.out()).isEqualTo("0\n");
    assertThat(ran.err()).doesNotContain("standard output", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "pytorch", "yaml"})
  void aFileOnAFullDisk(String format) throws IOException, InterruptedException {
    Ran ran = run("\"$CS\" export block.yaml --to " + format + " --out /dev/full");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("/dev/full: cannot be written: No space left on device");
  }

  /** That says nothing about what is in the journal, which must not be put aside as damaged. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 20})
  void aJournalThatReachesItsLimit(int kibibytes) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("space.yaml"),
        "input: {channels: 8, height: 8, width: 8}\nparameters: {n: [4, 8]}\n"
            + "layers: [{conv: {out: $n}}]\n");
    String search =
        "\"$CS\" search space.yaml --objective macs --strategy random --budget 2 --journal ";
    Ran whole = run(search + "kept.journal");
    assertThat(whole.code()).as(whole.err()).isZero();
    for (String journal : List.of("kept.journal", "new.journal")) {
      Ran ran = run("(ulimit -f " + kibibytes + "; " + search + journal + ")");
      assertThat(ran.code()).as(ran.err()).isEqualTo(1);
      assertThat(ran.err())
          .contains(journal + ": the journal cannot be used: ", "; free some space")
          .doesNotContain("damaged", "Exception");
      assertThat(folder.toFile().list((_, name) -> name.contains("damaged"))).isEmpty();
      Ran again = run(search + journal);
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).isEqualTo(whole.out());
    }
  }
}
