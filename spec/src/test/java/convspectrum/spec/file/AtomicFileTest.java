package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void replacesAFileAndFollowsLinks() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, out -> out.write('n'));
    assertThat(file).hasContent("n");
    assertThat(link).isSymbolicLink();
    onlyFiles(2);
  }

  @Test
  void aFailureLeavesTheOldContentAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[1 << 20]);
                  throw new IOException("disk full");
                }))
        .isInstanceOf(SpecException.class)
        .hasMessage(file + ": cannot be written: disk full");
    assertThat(file).hasContent("old");
    onlyFiles(1);
  }

  @Test
  void foldersAreRefused() {
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write(1)))
        .hasMessage(folder + ": is a folder; expected the name of a file");
    Path deep = folder.resolve("missing").resolve("file");
    assertThatThrownBy(() -> AtomicFile.write(deep, out -> out.write(1)))
        .hasMessageStartingWith(deep + ": the folder ")
        .hasMessageEndingWith("does not exist; create it first");
  }

  private void onlyFiles(int count) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(count);
    }
  }
}
