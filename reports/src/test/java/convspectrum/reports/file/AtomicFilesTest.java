package convspectrum.reports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {
  @TempDir private Path folder;

  @Test
  void makesFoldersAndReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("a/b/report.html");
    AtomicFiles.write(file, "one é");
    AtomicFiles.write(file, "two");
    assertThat(file).hasContent("two");
    assertThat(names(folder.resolve("a/b"))).containsExactly("report.html");
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("comparison.csv");
    AtomicFiles.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFiles.write(
                file,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new FileSystemException("x", null, "No space left on device");
                }))
        .isInstanceOf(ReportException.class)
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
            AtomicFiles.write(
                folder.resolve("x"),
                out -> {
                  throw new IllegalStateException("broken");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void aFolderOrAFileInTheWayIsNamed() {
    assertThatThrownBy(() -> AtomicFiles.write(folder, "x"))
        .hasMessage(folder + ": is a folder; give the name of a file");
    Path file = folder.resolve("file");
    AtomicFiles.write(file, "x");
    assertThatThrownBy(() -> AtomicFiles.write(file.resolve("report.html"), "x"))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith(file.resolve("report.html") + ": cannot be written: ")
        .hasMessageContaining("is a file where a folder is needed");
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path real = folder.resolve("real.txt");
    AtomicFiles.write(real, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    AtomicFiles.write(link, "new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void aDeviceIsWrittenStraight() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    assertThatThrownBy(() -> AtomicFiles.write(full, "x"))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("free some space");
    AtomicFiles.write(Path.of("/dev/null"), "x");
    assertThat(Path.of("/dev/null")).exists();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
