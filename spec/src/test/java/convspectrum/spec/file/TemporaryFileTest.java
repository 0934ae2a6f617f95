package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFileTest {
  @TempDir private Path folder;

  @Test
  void aFileThatAnotherProcessTookIsMadeAnew() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    Path place = folder.resolve("report.html");
    try (TemporaryFile file = TemporaryFile.beside(place, one -> attempts.incrementAndGet() == 3)) {
      assertThat(attempts).hasValue(3);
      assertThat(folder).isDirectoryContaining(file.path()::equals);
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** As on a file system where every lock is held by somebody. */
  @Test
  @Timeout(300)
  void aFolderWithoutLocksIsAnErrorAndLeftAsItWas() {
    Path place = folder.resolve("report.html");
    assertThatThrownBy(() -> TemporaryFile.beside(place, one -> false))
        .isInstanceOfSatisfying(
            FileSystemException.class,
            fault ->
                assertThat(WriteException.of(place, fault))
                    .hasMessage(
                        place
                            + ": cannot be written: each of 100 temporary files beside it was"
                            + " locked or deleted by another process; choose another place"));
    assertThat(folder).isEmptyDirectory();
  }
}
