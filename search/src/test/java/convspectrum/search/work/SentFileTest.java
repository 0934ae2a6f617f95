package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentFileTest {
  /** Of "abc": FIPS 180-4, example B.1 of its predecessor 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void aFileIsItsContent() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "abc");
    Path other = Files.writeString(folder.resolve("other"), "abc");
    SentFile file = SentFile.of(one);
    assertThat(file.sha256()).isEqualTo(ABC);
    assertThat(file).isEqualTo(SentFile.of(other)).hasSameHashCodeAs(SentFile.of(other));
    file.requireSame(other);
    assertThat(FoundFiles.HERE.find(file)).isEqualTo(one);
    Files.writeString(other, "abd");
    assertThat(file).isNotEqualTo(SentFile.of(other));
  }

  @Test
  void anotherContentIsRefusedWithBothHashes() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "abc");
    SentFile file = SentFile.of(one);
    Path other = Files.writeString(folder.resolve("other"), "");
    assertThatThrownBy(() -> file.requireSame(other))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining(one.toString())
        .hasMessageContaining("expected " + ABC)
        .hasMessageContaining("e3b0c44298fc1c149afbf4c8996fb924"); // of nothing
    assertThatThrownBy(() -> file.requireSame(folder.resolve("none")))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining("did not come to a worker");
    assertThatThrownBy(() -> new SentFile("../etc", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filesThatAreMadeAreGoneAfterwards() throws IOException {
    Path made;
    try (FilesToSend files = new FilesToSend()) {
      SentFile file = files.write(out -> out.write("abc".getBytes(StandardCharsets.UTF_8)));
      made = FoundFiles.HERE.find(file);
      assertThat(file.sha256()).isEqualTo(ABC);
      assertThat(made).hasContent("abc");
      SentFile second = files.write(out -> out.write('x'));
      assertThat(FoundFiles.HERE.find(second)).hasContent("x");
    }
    assertThat(made).doesNotExist();
    assertThat(made.getParent()).doesNotExist();
  }
}
