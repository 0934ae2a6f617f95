package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.machine.Machine;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  static final RunResult RUN =
      new RunResult(
          RunResult.SCHEMA,
          "0.1.0",
          "explore",
          "tiny <&> \"quoted\"",
          "regular",
          "0123456789ab",
          "2026-01-01T12:00:00Z",
          RunHost.of(Machine.read()),
          List.of(SpecText.of("tiny", "name: tiny\r\nlayers: [conv: {out: 1}]\r\n")),
          List.of(
              new OnRuntime(
                  "fast",
                  "1",
                  1,
                  "float32",
                  "quick: …",
                  true,
                  "The machine was quiet.",
                  List.of(
                      new Timed(
                          "segments=1",
                          SpecText.of("tiny", "name: tiny").hash(),
                          Map.of("segments", "1"),
                          List.of(List.of(1, 8, 4, 4)),
                          "ab",
                          23_040,
                          List.of(1.25, 1.5, 1.5),
                          List.of(2, 1),
                          List.of(2),
                          "regular")))));

  @TempDir private Path folder;

  private History history() {
    return new History(folder.resolve("runs"));
  }

  @Test
  void whatIsSavedIsReadAgain() {
    Path file = history().save("a-1.b", RUN);
    assertThat(file).isEqualTo(folder.resolve("runs/a-1.b.json"));
    assertThat(history().read("a-1.b")).isEqualTo(RUN);
    assertThat(history().read(file.toString())).isEqualTo(RUN);
    assertThat(history().names()).containsExactly("a-1.b");
  }

  @Test
  void aNameThatIsTakenIsNotWrittenOver() {
    Path file = history().save("a", RUN);
    assertThatThrownBy(() -> history().requireFree("a"))
        .isInstanceOf(HistoryException.class)
        .hasMessage(
            "a run is saved as a already: %s; choose another name, or remove that file", file);
    assertThatThrownBy(() -> history().save("a", RUN)).isInstanceOf(HistoryException.class);
  }

  @Test
  void namesAreNoPaths() {
    int refused = 0;
    for (String name : List.of("../up", "a/b", "", ".hidden", "x".repeat(101), "a b")) {
      assertThatThrownBy(() -> history().requireFree(name))
          .as(name)
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("is no name for a run");
      refused++;
    }
    assertThat(refused).isEqualTo(6);
  }

  @Test
  void aRunThatIsNotThereNamesTheOthers() {
    assertThatThrownBy(() -> history().read("a"))
        .hasMessage(
            "no run is saved as a, and there is no such file; there is none in %s: save one by explore --save NAME",
            folder.resolve("runs"));
    history().save("before", RUN);
    assertThatThrownBy(() -> history().read("befor")).hasMessageContaining("before");
  }

  @Test
  void aFileThatIsNoRunSaysSo() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    int refused = 0;
    for (String text :
        List.of("", "{}", "[1]", "{\"format\": 1}", "no json", "{\"format\": 1, \"samples\": 3}")) {
      Files.writeString(folder.resolve("runs/broken.json"), text);
      assertThatThrownBy(() -> history().read("broken"))
          .as(text)
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("broken.json is no result");
      refused++;
    }
    assertThat(refused).isEqualTo(6);
    assertThatThrownBy(() -> history().read("pom.xml"))
        .as("a file of this folder that has the form of a name")
        .hasMessageContaining("pom.xml is no result");
  }

  /** What version 0.1 wrote, without placements. */
  @Test
  void aRunOfTheFirstVersionIsRead() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(
        folder.resolve("runs/old.json"),
        """
        {"format":1,"convspectrum":"0.1.0","spec":"tiny","baseline":"regular","machine":"m",
        "date":"2026-01-01T12:00:00Z","runtimes":[{"runtime":"fast","version":"1","threads":1,
        "dtype":"float32","protocol":"quick","partial":false,"noise":"quiet","designs":[
        {"design":"regular","graph":"ab","macs":10,"samples":[1.5,1.25]}]}]}
        """);
    RunResult old = history().read("old");
    assertThat(old.schema()).isEqualTo("convspectrum/result/1");
    assertThat(old.host()).isNull();
    assertThat(old.runtimes().getFirst().designs().getFirst().samples()).containsExactly(1.5, 1.25);
  }

  @Test
  void anotherVersionIsRefusedWithTheReason() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Path file = folder.resolve("runs/new.json");
    int refused = 0;
    for (String found :
        List.of(
            "format 7", "convspectrum/saved-run/3", "convspectrum/explore/2", "x".repeat(5000))) {
      Files.writeString(
          file,
          found.startsWith("format")
              ? "{\"format\": 7}"
              : "{\"schema\": \"" + found + "\", \"format\": 1}");
      assertThatThrownBy(() -> history().read("new"))
          .hasMessage(
              file
                  + " is of "
                  + (found.length() > 200 ? found.substring(0, 199) + "…" : found)
                  + "; this version reads convspectrum/result/1, convspectrum/saved-run/2 and"
                  + " format 1");
      refused++;
    }
    assertThat(refused).isEqualTo(4);
  }

  @Test
  void aNewerVersionIsSaidToBeOne() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.json"), "{\"schema\":\"convspectrum/result/2\"}");
    assertThatThrownBy(() -> ResultFile.read(file))
        .hasMessageContaining(
            "is of convspectrum/result/2, which a newer version of convspectrum wrote; try that"
                + " version");
  }

  @Test
  void aFileThatWasCutOffOrIsHugeIsRefused() throws IOException {
    Path file = folder.resolve("a.json");
    ResultFile.write(file, RUN);
    String whole = Files.readString(file);
    int refused = 0;
    for (int cut = 1; cut < whole.length() - 1; cut += 31) {
      Files.writeString(file, whole.substring(0, cut));
      assertThatThrownBy(() -> ResultFile.read(file))
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("a.json is no result");
      refused++;
    }
    assertThat(refused).isGreaterThan(15);
    Files.writeString(file, "[".repeat(100_000));
    assertThatThrownBy(() -> ResultFile.read(file)).isInstanceOf(HistoryException.class);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(ResultFile.MOST_BYTES + 1);
    }
    assertThatThrownBy(() -> ResultFile.read(file))
        .hasMessageContaining("a.json has 64 MB; expected a result, which has at most 64 MB");
    assertThatThrownBy(() -> ResultFile.read(folder))
        .hasMessageContaining("found no file; expected one that --result or --save wrote");
  }

  /** A hostile file may say anything that JSON can. */
  @Test
  void whatIsNoMeasurementIsRefused() throws IOException {
    Path file = folder.resolve("a.json");
    ResultFile.write(file, RUN);
    String whole = Files.readString(file);
    int refused = 0;
    for (String[] change :
        new String[][] {
          {"1.25", "-1.25"},
          {"1.25", "null"},
          {"1.25", "1e999"},
          {"[2,1]", "[2,2]"},
          {"[2,1]", "[2147483647,2147483647]"},
          {"\"threads\":1", "\"threads\":0"},
          {"\"regular\"", "\"" + "x".repeat(10_001) + "\""},
          {"\"parameters\":{\"segments\":\"1\"}", "\"parameters\":null"},
          {"\"runtimes\":[", "\"runtimes\":[null,"},
          {"1.25", "1e300"},
          {"1.25", "5e-324"},
          {"[[1,8,4,4]]", "[[1,8,-4,4]]"},
          {"[[1,8,4,4]]", "[[" + "1,".repeat(2000) + "1]]"},
          {"\"macs\":", "\"macs\":-"},
          {"\"The machine was quiet.\"", "\"" + "x".repeat(10_001) + "\""},
          {"\"segments\":\"1\"", "\"segments\":\"" + "x".repeat(10_001) + "\""},
          {"\"governor\":", "\"governor\":\"" + "x".repeat(201) + "\",\"other\":"},
        }) {
      assertThat(whole).contains(change[0]);
      Files.writeString(file, whole.replace(change[0], change[1]));
      assertThatThrownBy(() -> ResultFile.read(file))
          .as(change[1])
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("a.json is no result");
      refused++;
    }
    assertThat(refused).isEqualTo(17);
  }

  /** Jackson would take zero for a number, and its words are for those who write programs. */
  @Test
  void aFieldThatIsMissingIsNamedWithItsPlace() throws IOException {
    Path file = folder.resolve("a.json");
    ResultFile.write(file, RUN);
    String whole = Files.readString(file);
    Map<String, String> faults =
        Map.of(
            "\"macs\":", "runtimes[0].designs[0].macs is missing",
            "\"samples\":", "runtimes[0].designs[0].samples is missing",
            "\"threads\":", "runtimes[0].threads is missing",
            "\"logical_cores\":", "host.logical_cores is missing",
            "\"specs\":", "specs is missing");
    faults.forEach((field, message) -> {
      String without = whole.replace(field, "\"" + field.substring(1).replace("\"", "x\""));
      assertThat(without).as(field).isNotEqualTo(whole);
      assertThatThrownBy(() -> ResultFile.parse("a.json", without))
          .hasMessageContaining("a.json is no result: " + message + "; expected");
    });
    assertThatThrownBy(
            () -> ResultFile.parse("a.json", whole.replace("\"threads\":1", "\"threads\":1e99")))
        .hasMessageContaining("has a value of another kind or size");
    assertThatThrownBy(() -> ResultFile.parse("a.json", whole.replace("1.25", "NaN")))
        .hasMessageContaining("Non-standard token 'NaN' at line 1, column ")
        .hasMessageNotContaining("enable");
  }

  @Test
  void aHashDoesNotDependOnTheEndsOfLines() throws IOException {
    SpecText unix = SpecText.of("a", "name: a\n");
    assertThat(SpecText.of("a", "name: a\r\n")).isEqualTo(unix);
    // echo 'name: a' | sha256sum
    assertThat(unix.hash())
        .isEqualTo("1e7e5f3c45fc71cc0d92ffd6a4136ce35256118f2cb9a940b09a9e336022a571");
    Path file = Files.writeString(folder.resolve("a.onnx"), "name: a\n");
    assertThat(SpecText.ofFile("a", file)).isEqualTo(new SpecText("a", unix.hash(), null));
  }

  @Test
  void samplesMustBeTimes() {
    assertThatThrownBy(() -> new Timed("a", "g", 1, List.of(1.0, -1.0), null))
        .hasMessageContaining("a has a sample that is no time");
  }

  @Test
  void aFolderThatIsAFileIsRefusedBeforeMeasuring() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new History(file.resolve("runs")).requireFree("a"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("%s is a file; choose another folder with --history", file);
  }

  @Test
  void withoutPermissionItIsRefusedBeforeMeasuring() throws IOException {
    Path closed =
        Files.createDirectory(
            folder.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    Assumptions.assumeFalse(Files.isWritable(closed), "this user may write everywhere");
    assertThatThrownBy(() -> new History(closed).requireFree("a"))
        .hasMessageContaining("no permission to write to " + closed);
  }

  @Test
  void aFullDiskIsSaidInWords() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full here");
    Files.createDirectories(folder.resolve("runs"));
    Files.createSymbolicLink(folder.resolve("runs/a.json"), full);
    assertThatThrownBy(() ->
            convspectrum.spec.file.AtomicFile.write(
                folder.resolve("runs/a.json"), "x".repeat(100_000)))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("No space left on device");
  }
}
