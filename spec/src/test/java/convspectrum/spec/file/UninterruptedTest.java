package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UninterruptedTest {
  @TempDir private Path folder;

  @AfterEach
  void notInterruptedAnyMore() {
    Thread.interrupted();
  }

  private static int firstByte(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one);
      return one.get(0);
    }
  }

  @Test
  void aChannelIsReadInAThreadThatIsInterruptedBeforeOrMeanwhile() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {42});
    Thread.currentThread().interrupt();
    assertThat(Uninterrupted.io(() -> firstByte(file))).isEqualTo(42);
    assertThat(Thread.interrupted()).isTrue();
    int[] runs = {0};
    int read =
        Uninterrupted.io(() -> {
          if (runs[0]++ == 0) {
            Thread.currentThread().interrupt();
          }
          return firstByte(file);
        });
    assertThat(read).isEqualTo(42);
    assertThat(runs[0]).isEqualTo(2);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void otherFaultsEndTheWork() throws IOException {
    assertThatThrownBy(() -> Uninterrupted.io(() -> firstByte(folder.resolve("none"))))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
