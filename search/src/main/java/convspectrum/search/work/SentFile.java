package convspectrum.search.work;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that work reads wherever it is done. Its content is what counts: files of equal content
 * are the same, whatever their names.
 *
 * @param sha256 of its content, in hexadecimal digits
 * @param path of it on the machine that asks; it means nothing on another one
 */
public record SentFile(String sha256, String path) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int HEX_DIGITS = 64;

  public SentFile {
    // Runners make names of it.
    if (!sha256.matches("[0-9a-f]{" + HEX_DIGITS + "}")) {
      throw new IllegalArgumentException("found '" + sha256 + "'; expected a SHA-256");
    }
  }

  /**
   * A file of this machine, which is read to its end.
   *
   * @throws IOException where it cannot be read
   */
  public static SentFile of(Path file) throws IOException {
    return new SentFile(hash(file), file.toString());
  }

  /**
   * Refuses a file of another content.
   *
   * @param found what stands in for this file on a machine
   * @throws WorkFailedException where it is another, or cannot be read
   */
  public void requireSame(Path found) {
    String hash;
    try {
      hash = hash(found);
    } catch (IOException e) {
      throw new WorkFailedException(
          "%s: did not come to a worker: %s; expected a copy of it; try again"
              .formatted(path, e.getMessage()));
    }
    if (!hash.equals(sha256)) {
      throw new WorkFailedException(
          "%s: found a copy with the SHA-256 %s on a worker; expected %s, as the file had when it was read; try again, and leave the file as it is meanwhile"
              .formatted(path, hash, sha256));
    }
  }

  /** Of equal content. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SentFile file && file.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = sha256Digest();
    // A stream of java.io can be read by a thread that is interrupted.
    try (InputStream in = new DigestInputStream(new FileInputStream(file.toFile()), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
