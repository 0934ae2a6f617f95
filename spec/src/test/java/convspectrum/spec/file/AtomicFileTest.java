package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void makesFoldersAndReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("a/report.html");
    AtomicFile.write(file, "one é");
    AtomicFile.write(file, "two");
    assertThat(file).hasContent("two");
    assertThat(names(folder.resolve("a"))).containsExactly("report.html");
  }

  /** What Ctrl-C interrupts while it is written would be lost. */
  @Test
  void anInterruptedThreadWritesTheWholeFile() {
    Path file = folder.resolve("report.html");
    String half = "half ".repeat(100_000);
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, half);
      AtomicFile.write(
          file,
          out -> {
            assertThat(Thread.interrupted()).isTrue();
            out.write(half.getBytes(StandardCharsets.UTF_8));
            Thread.currentThread().interrupt();
            out.write(half.getBytes(StandardCharsets.UTF_8));
          });
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(file).hasContent(half + half);
  }

  @Test
  void aFolderThatCanBeWrittenIsMadeAndLeftEmpty() throws IOException {
    AtomicFile.requireWritable(folder.resolve("a"));
    AtomicFile.requireWritable(folder.resolve("a"));
    assertThat(names(folder.resolve("a"))).isEmpty();
  }

  /** A path that is mistyped should leave no folders behind. */
  @Test
  void oneMissingFolderIsMadeAndNoMore() {
    Path file = folder.resolve("no/such/report.html");
    assertThatThrownBy(() -> AtomicFile.write(file, "x"))
        .isInstanceOf(WriteException.class)
        .hasMessage(
            file
                + ": cannot be written: "
                + folder.resolve("no")
                + " does not exist; make it, or choose another place");
    assertThatThrownBy(() -> AtomicFile.requireWritable(folder.resolve("no/such")))
        .isInstanceOf(WriteException.class);
    assertThat(folder.resolve("no")).doesNotExist();
    AtomicFile.makeFolders(folder.resolve("no/such"));
    AtomicFile.write(file, "x");
    assertThat(file).hasContent("x");
  }

  @Test
  void aFolderThatCannotBeMadeIsFoundOutBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "here");
    assertThatThrownBy(() -> AtomicFile.requireWritable(file.resolve("report")))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith(file.resolve("report") + ": cannot be written: ");
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("comparison.csv");
    AtomicFile.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new FileSystemException("x", null, "No space left on device");
                }))
        .isInstanceOf(WriteException.class)
        .hasMessage(
            file
                + ": cannot be written: No space left on device; free some space or choose another"
                + " place")
        .hasCauseInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("comparison.csv");
  }

  @Test
  void contentThatThrowsLeavesNothing() throws IOException {
    assertThatThrownBy(() ->
            AtomicFile.write(
                folder.resolve("x"),
                out -> {
                  throw new IllegalStateException("broken");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void aFolderOrAFileInTheWayIsNamed() {
    assertThatThrownBy(() -> AtomicFile.write(folder, "x"))
        .hasMessage(folder + ": is a folder; expected the name of a file");
    Path file = folder.resolve("file");
    AtomicFile.write(file, "x");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("report.html"), "x"))
        .isInstanceOf(WriteException.class)
        .hasMessageStartingWith(file.resolve("report.html") + ": cannot be written: ")
        .hasMessageContaining("is a file where a folder is needed");
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path real = folder.resolve("real.txt");
    AtomicFile.write(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    AtomicFile.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void aDeviceIsWrittenStraight() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    assertThatThrownBy(() -> AtomicFile.write(full, "x"))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("free some space");
    AtomicFile.write(Path.of("/dev/null"), "x");
    assertThat(Path.of("/dev/null")).exists();
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndNothingElse() throws IOException {
    String id = ".0f8fad5b-d9cb-469f-a165-70867728950e";
    Files.writeString(folder.resolve(".report.html" + id), "half of");
    Files.createFile(folder.resolve(".convspectrum" + id));
    List<String> others =
        List.of(".old.report.html" + id, ".report.html.notes", "report.html" + id);
    for (String other : others) {
      Files.createFile(folder.resolve(other));
    }
    AtomicFile.requireWritable(folder);
    AtomicFile.write(folder.resolve("report.html"), "whole");
    assertThat(names(folder))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(others.stream(), Stream.of("report.html")).toList());
  }

  /** Locks are those of processes, so this one's own counts as held. */
  @Test
  void whatAnotherProcessIsWritingIsKept() throws IOException {
    Path other = folder.resolve(".report.html.0f8fad5b-d9cb-469f-a165-70867728950e");
    try (FileChannel channel =
        FileChannel.open(other, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      AtomicFile.write(folder.resolve("report.html"), "whole");
      assertThat(other).exists();
    }
  }

  @Test
  void aFileMayBeWrittenWhileItIsWritten() {
    Path file = folder.resolve("report.html");
    AtomicFile.write(
        file,
        out -> {
          AtomicFile.write(file, "inner");
          out.write("outer".getBytes(StandardCharsets.UTF_8));
        });
    assertThat(file).hasContent("outer");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aNameMayBeAsLongAsTheFileSystemTakes() {
    Path ascii = folder.resolve("a".repeat(250) + ".yaml");
    AtomicFile.write(ascii, "x");
    assertThat(ascii).hasContent("x");
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("a".repeat(251) + ".yaml"), "x"))
        .isInstanceOf(WriteException.class)
        .hasMessageContaining("cannot be written: File name too long");
  }

  /** Bytes count, of which these letters have two in UTF-8. */
  @Test
  void aNameInAnyLanguageMayBeAsLong() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    assumeTrue(encoding.equals("UTF-8"), "names of files are in " + encoding + " here");
    Path wide = folder.resolve("ü".repeat(125) + ".yaml");
    AtomicFile.write(wide, "x");
    assertThat(wide).hasContent("x");
  }
}
