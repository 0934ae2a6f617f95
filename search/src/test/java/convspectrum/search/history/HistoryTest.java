package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.history.SavedRun.OnRuntime;
import convspectrum.search.history.SavedRun.Timed;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  private static final SavedRun RUN =
      new SavedRun(
          SavedRun.SCHEMA,
          "0.1.0",
          "tiny <&> \"quoted\"",
          "regular",
          "0123456789ab",
          "2026-01-01T12:00:00Z",
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
                          "segments=1", "ab", 23_040, List.of(1.25, 1.5, 1.5), List.of(2, 1))))));

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
            "no run is saved as a; there is none in %s: save one by explore --save NAME",
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
          .hasMessageContaining("broken.json is no saved run");
      refused++;
    }
    assertThat(refused).isEqualTo(6);
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
    SavedRun old = history().read("old");
    assertThat(old.schema()).isEqualTo("convspectrum/saved-run/2");
    assertThat(old.runtimes().getFirst().designs().getFirst().samples()).containsExactly(1.5, 1.25);
  }

  @Test
  void anotherVersionIsRefusedWithTheReason() throws IOException {
    Files.createDirectories(folder.resolve("runs"));
    Path file = folder.resolve("runs/new.json");
    int refused = 0;
    for (String found : List.of("format 7", "convspectrum/saved-run/3", "convspectrum/explore/2")) {
      Files.writeString(
          file,
          found.startsWith("format")
              ? "{\"format\": 7}"
              : "{\"schema\": \"" + found + "\", \"format\": 1}");
      assertThatThrownBy(() -> history().read("new"))
          .hasMessage(
              file
                  + " is of "
                  + found
                  + "; this version reads convspectrum/saved-run/2 and format 1");
      refused++;
    }
    assertThat(refused).isEqualTo(3);
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
