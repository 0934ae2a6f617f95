package convspectrum.executor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
  @TempDir private Path folder;

  @Test
  void platformsAreThoseOfTheJar() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    assertThat(NativeCache.platform("Linux", "amd64")).isEqualTo("linux-x64");
    assertThat(NativeCache.platform("Linux", "aarch64")).isEqualTo("linux-aarch64");
    assertThat(NativeCache.platform("Linux", "riscv64")).isNull();
  }

  @Test
  void aDamagedLibraryIsReplacedAndAWholeOneKept() throws IOException {
    String platform = thisPlatform();
    NativeCache.unpack(platform, folder);
    Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, new byte[] {1, 2, 3});
    NativeCache.unpack(platform, folder);
    assertThat(library).hasBinaryContent(whole);
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1; // its size is right
    Files.write(library, damaged);
    NativeCache.unpack(platform, folder);
    assertThat(library).hasBinaryContent(whole);
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(library, old);
    NativeCache.unpack(platform, folder);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(old);
  }

  @Test
  void severalMayUnpackAtOnce() throws Exception {
    String platform = thisPlatform();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      var tasks = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        tasks.add(
            threads.submit(() -> {
              NativeCache.unpack(platform, folder);
              return true;
            }));
      }
      for (Future<?> task : tasks) {
        assertThat(task.get()).isEqualTo(true);
      }
    }
    // No temporary file stays behind.
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  /** Whoever may write to it may have put another library there, with its sum. */
  @Test
  void aFolderThatOthersMayWriteToIsNotTrusted() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    String platform = thisPlatform();
    NativeCache.unpack(platform, folder);
    Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(library, old);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    NativeCache.unpack(platform, folder);
    assertThat(Files.getLastModifiedTime(library)).isGreaterThan(old);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwxr-xr-x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
    Files.createDirectory(folder.resolve("elsewhere"));
    assertThatThrownBy(() -> NativeCache.unpack(platform, link)).isInstanceOf(IOException.class);
  }

  @Test
  void aFolderThatCannotBeIsReported() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String platform = thisPlatform();
    assertThatThrownBy(() -> NativeCache.unpack(platform, file.resolve("inside")))
        .isInstanceOf(IOException.class);
  }

  private static String thisPlatform() {
    String platform =
        NativeCache.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    assumeThat(platform).isNotNull();
    return String.valueOf(platform);
  }
}
