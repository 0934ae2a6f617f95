package convspectrum.search.history;

import convspectrum.spec.block.Doc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A spec or a file that designs of a result come from.
 *
 * @param name of the spec or network
 * @param hash SHA-256 of its text or bytes, in hexadecimal; lines of a text end in {@code \n}
 * @param text of the spec; absent where it is a file of another format
 */
public record SpecText(
    @Doc("Name of the spec or network.") String name,
    @Doc(
            "SHA-256 of the text as UTF-8 with lines that end in `\\n`, or of the bytes of an ONNX file.")
        String hash,
    @Doc("The text; null of an ONNX file.") @Nullable String text) {
  private static final int HEX_DIGITS = 64;

  public SpecText {
    Objects.requireNonNull(name, "name");
    if (!Objects.requireNonNull(hash, "hash").matches("[0-9a-f]{" + HEX_DIGITS + "}")) {
      throw new IllegalArgumentException("a hash that is none; expected 64 hexadecimal digits");
    }
  }

  /** A spec. */
  public static SpecText of(String name, String text) {
    String lines = text.replace("\r\n", "\n");
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return new SpecText(name, HexFormat.of().formatHex(sha256().digest(bytes)), lines);
  }

  /**
   * A file of another format.
   *
   * @throws IOException where it cannot be read
   */
  public static SpecText ofFile(String name, Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new SpecText(name, HexFormat.of().formatHex(digest.digest()), null);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
