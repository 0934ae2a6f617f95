package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
  @TempDir private Path folder;

  @Test
  void whatIsReleasedLeavesNothing() throws IOException {
    Path first = TemporaryFolder.create("outputs");
    Path second = TemporaryFolder.create("profile");
    Path ofProcess = Objects.requireNonNull(first.getParent());
    assertThat(second.getParent()).isEqualTo(ofProcess);
    assertThat(PrivateFolder.isPrivate(ofProcess)).isTrue();
    Files.writeString(first.resolve("0.npy"), "x");
    TemporaryFolder.release(first);
    assertThat(first).doesNotExist();
    assertThat(second).exists();
    TemporaryFolder.release(second);
    assertThat(ofProcess).doesNotExist();
  }

  @Test
  void foldersOfProcessesThatHaveEndedAreDeleted() throws IOException {
    Path dead = Files.createDirectory(folder.resolve("run-dead"));
    Files.createFile(dead.resolve("lock"));
    Files.createDirectory(dead.resolve("outputs1"));
    Files.writeString(dead.resolve("outputs1/0.npy"), "x");
    Path starting = Files.createDirectory(folder.resolve("run-starting"));
    Path neverStarted = Files.createDirectory(folder.resolve("run-never"));
    Files.setLastModifiedTime(neverStarted, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
    Path kept = Files.writeString(folder.resolve("measuring.lock"), "");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(dead.resolve("link"), outside);
    TemporaryFolder.sweep(folder);
    assertThat(dead).doesNotExist();
    assertThat(starting).exists();
    assertThat(neverStarted).doesNotExist();
    assertThat(kept).exists();
    assertThat(outside).exists();
  }

  /** Locks are those of processes, so this one's own counts as held. */
  @Test
  void aFolderWhoseProcessLivesIsKept() throws IOException {
    Path alive = Files.createDirectory(folder.resolve("run-alive"));
    try (FileChannel channel =
        FileChannel.open(
            alive.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      TemporaryFolder.sweep(folder);
      assertThat(alive).exists();
    }
  }

  @Test
  void aFolderThatOthersMayWriteToOrALinkIsNotPrivate() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path own = folder.resolve("own");
    PrivateFolder.create(own);
    assertThat(PrivateFolder.isPrivate(own)).isTrue();
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);
    assertThat(PrivateFolder.isPrivate(link)).isFalse();
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(PrivateFolder.isPrivate(own)).isFalse();
    PrivateFolder.close(own);
    assertThat(PrivateFolder.isPrivate(own)).isTrue();
  }
}
