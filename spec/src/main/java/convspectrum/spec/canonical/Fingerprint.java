package convspectrum.spec.canonical;

import convspectrum.spec.graph.Graph;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a graph as a function of its inputs and parameters: equal graphs have equal
 * fingerprints whatever their names and the order of their nodes. The package lists the rules and
 * their limits. It is the same in every process, so it may be stored.
 *
 * @param hex SHA-256 as 64 hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final int DIGITS = 64;

  /**
   * The version of the rules. It is a part of the hash, and every change of the rules raises it.
   */
  private static final String RULES = "convspectrum-canonical-1";

  public Fingerprint {
    if (hex.length() != DIGITS) {
      throw new IllegalArgumentException(
          "fingerprint of %d digits; expected %d".formatted(hex.length(), DIGITS));
    }
  }

  /** The fingerprint of {@code graph}. */
  public static Fingerprint of(Graph graph) {
    long[] colours = Colours.sorted(CanonicalForm.of(graph));
    ByteBuffer bytes = ByteBuffer.allocate(colours.length * Long.BYTES);
    bytes.asLongBuffer().put(colours);
    MessageDigest digest = sha256();
    digest.update(RULES.getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
