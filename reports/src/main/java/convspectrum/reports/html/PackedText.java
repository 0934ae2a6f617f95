package convspectrum.reports.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A text in the zlib format (RFC 1950), written in Base64. Browsers unpack it by {@code
 * DecompressionStream("deflate")}, which needs no code that a page would have to bring.
 */
final class PackedText {
  private PackedText() {}

  static String of(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes, deflater)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the bytes are kept in memory
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
