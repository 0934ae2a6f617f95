package convspectrum.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir private Path directory;

  private Path write(byte... bytes) throws IOException {
    return Files.write(directory.resolve("block.yaml"), bytes);
  }

  private static String fault(Path file) {
    return String.valueOf(
        catchThrowableOfType(SpecException.class, () -> YamlReader.read(file)).getMessage());
  }

  @Test
  void readsUtf8() throws IOException {
    Path file = write("\uFEFFname: größe\r\n".getBytes(StandardCharsets.UTF_8));
    YamlMap map = (YamlMap) YamlReader.read(file);
    YamlNode name = map.entries().getFirst().value();
    assertThat(name.describe()).isEqualTo("the text 'größe'");
    assertThat(name.location()).hasToString(file + ":1:7");
  }

  @Test
  void missing() {
    Path file = directory.resolve("no.yaml");
    assertThat(fault(file)).isEqualTo(file + ": there is no such file; expected a YAML file");
  }

  @Test
  void directory() {
    assertThat(fault(directory)).isEqualTo(directory + ": is a directory; expected a YAML file");
  }

  @Test
  void belowAFile() throws IOException {
    Path file = write().resolve("x.yaml");
    assertThat(fault(file)).isEqualTo(file + ": there is no such file; expected a YAML file");
  }

  @Test
  void device() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "this system has no /dev/zero");
    assertThat(fault(zero)).isEqualTo("/dev/zero: is a device or a pipe; expected a regular file");
  }

  @Test
  void notPermitted() throws IOException {
    Path file = write("a: 1".getBytes(StandardCharsets.UTF_8));
    assumeTrue(
        Files.getFileStore(file).supportsFileAttributeView("posix"), "no permissions to take away");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(file), "this user may read everything");
    assertThat(fault(file)).isEqualTo(file + ": may not be read; expected permission to read it");
  }

  @Test
  void tooLargeIsRefusedByItsSizeAlone() throws IOException {
    Path file = directory.resolve("large.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      // Reading this would take longer than any test may.
      sparse.setLength(1L << 40);
    }
    assertThat(fault(file))
        .isEqualTo(file + ": has 1099511627776 bytes; expected at most 1048576 bytes (1 MiB)");
  }

  @Test
  void exactlyTheLimitIsRead() throws IOException {
    byte[] bytes = ("a: 1 #" + "x".repeat(Limits.BYTES - 6)).getBytes(StandardCharsets.UTF_8);
    assertThat(YamlReader.read(write(bytes))).isInstanceOf(YamlMap.class);
    assertThat(
            fault(
                write(
                    (new String(bytes, StandardCharsets.UTF_8) + "x")
                        .getBytes(StandardCharsets.UTF_8))))
        .endsWith(": has more than 1 MiB; expected at most 1048576 bytes (1 MiB)");
  }

  @Test
  void binary() throws IOException {
    Path file = write((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
    assertThat(fault(file))
        .isEqualTo(file + ":1:1: byte 0x89 is not UTF-8; expected a text file in UTF-8");
  }

  @Test
  void latin1IsToldByTheByteThatGivesItAway() throws IOException {
    Path file = write("a: 1\nb: größe".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(fault(file))
        .isEqualTo(file + ":2:6: byte 0xF6 is not UTF-8; expected a text file in UTF-8");
  }

  @Test
  void cutInTheMiddleOfACharacter() throws IOException {
    Path file = write((byte) 'a', (byte) 0xC3);
    assertThat(fault(file))
        .isEqualTo(file + ":1:2: byte 0xC3 is not UTF-8; expected a text file in UTF-8");
  }

  @Test
  void nul() throws IOException {
    Path file = write((byte) 'a', (byte) '\n', (byte) 0);
    assertThat(fault(file))
        .isEqualTo(
            file + ":2:1: a NUL character: this is a binary file; expected a text file in UTF-8");
  }

  @Test
  void utf16() throws IOException {
    Path file = write("\uFEFFa: 1".getBytes(StandardCharsets.UTF_16LE));
    assertThat(fault(file)).isEqualTo(file + ": is UTF-16; expected UTF-8; try to save it as such");
  }
}
