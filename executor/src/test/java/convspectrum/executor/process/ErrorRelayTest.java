package convspectrum.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorRelayTest {
  private static final String WARNING =
      "WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator();

  @Test
  void theWarningAloneIsLeftOut() throws IOException {
    assertThat(relayed(WARNING)).isEmpty();
    assertThat(relayed("Picked up X\n" + WARNING + "note: ä\r[==  ]"))
        .isEqualTo("Picked up X\nnote: ä\r[==  ]");
  }

  @Test
  void whatIsNotItComesThrough() throws IOException {
    String[] others = {
      "",
      "WARNING: Using incubator modules: jdk.incubator.vector, another\nW",
      "WARNING: Using incubator mod",
      "a " + WARNING,
      "\n\nWARNING: A\nWARNING: Using incubator modules: jdk.incubator.vectorised\n",
    };
    for (String text : others) {
      assertThat(relayed(text)).isEqualTo(text);
    }
  }

  @Test
  void onlyTheFirstIsJavas() throws IOException {
    assertThat(relayed(WARNING + WARNING)).isEqualTo(WARNING);
  }

  /** A process that writes more than a pipe holds would wait for ever. */
  @Test
  void itReadsOnWhereNobodyListens() throws IOException {
    InputStream from = new ByteArrayInputStream(new byte[100_000]);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ErrorRelay.copyAll(from, closed);
    assertThat(from.available()).isZero();
  }

  /** In pieces of every size. */
  private static String relayed(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String first = "";
    for (int piece = 1; piece <= bytes.length + 1; piece++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ErrorRelay.copy(new Pieces(bytes, piece), out);
      String copied = out.toString(StandardCharsets.UTF_8);
      assertThat(copied).as("pieces of %d", piece).isEqualTo(piece == 1 ? copied : first);
      first = copied;
    }
    return first;
  }

  /** Gives at most some bytes at a time. */
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;

    Pieces(byte[] bytes, int most) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, Math.min(most, length));
    }
  }
}
