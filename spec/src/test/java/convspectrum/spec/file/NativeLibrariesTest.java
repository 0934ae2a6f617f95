package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibrariesTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path folder;
  private final SequencedMap<String, URL> packed = new LinkedHashMap<>();
  private Path unpacked;
  private Path library;

  @BeforeEach
  void pack() throws IOException {
    for (String name : new String[] {"libfirst.so", "libsecond.so"}) {
      Path file = Files.writeString(folder.resolve(name), name.repeat(100_000));
      packed.put(name, file.toUri().toURL());
    }
    unpacked = folder.resolve("unpacked");
    library = unpacked.resolve("libsecond.so");
  }

  @Test
  void aDamagedLibraryIsReplacedAndAWholeOneKept() throws IOException {
    NativeLibraries.unpack(packed, unpacked);
    byte[] whole = Files.readAllBytes(library);
    assertThat(whole).hasSize(1_200_000);
    Files.write(library, new byte[] {1, 2, 3});
    NativeLibraries.unpack(packed, unpacked);
    assertThat(library).hasBinaryContent(whole);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1; // its size is right
    Files.write(library, damaged);
    NativeLibraries.unpack(packed, unpacked);
    assertThat(library).hasBinaryContent(whole);
    Files.setLastModifiedTime(library, LONG_AGO);
    NativeLibraries.unpack(packed, unpacked);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(LONG_AGO);
  }

  /** Ctrl-C in the first second of a command said that there was no place for its libraries. */
  @Test
  void anInterruptedThreadUnpacksThem() throws IOException {
    Thread.currentThread().interrupt();
    try {
      NativeLibraries.unpack(packed, unpacked);
      NativeLibraries.unpack(packed, unpacked);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(library).hasSize(1_200_000);
  }

  @Test
  void severalMayUnpackAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      var tasks = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        tasks.add(
            threads.submit(() -> {
              NativeLibraries.unpack(packed, unpacked);
              return true;
            }));
      }
      for (Future<?> task : tasks) {
        assertThat(task.get()).isEqualTo(true);
      }
    }
    // No temporary file stays behind.
    try (var files = Files.list(unpacked)) {
      assertThat(files).hasSize(3);
    }
  }

  /** Whoever may write to it may have put another library there, with its sum. */
  @Test
  void aFolderThatOthersMayWriteToIsNotTrusted() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    NativeLibraries.unpack(packed, unpacked);
    Files.setLastModifiedTime(library, LONG_AGO);
    Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxrwxrwx"));
    NativeLibraries.unpack(packed, unpacked);
    assertThat(Files.getLastModifiedTime(library)).isGreaterThan(LONG_AGO);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked)))
        .isEqualTo("rwxr-xr-x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("elsewhere"));
    assertThatThrownBy(() -> NativeLibraries.unpack(packed, link)).isInstanceOf(IOException.class);
  }

  @Test
  void aFolderThatCannotBeIsReported() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> NativeLibraries.unpack(packed, file.resolve("inside")))
        .isInstanceOf(IOException.class);
  }
}
