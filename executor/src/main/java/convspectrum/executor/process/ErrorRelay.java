package convspectrum.executor.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Forwards what a process writes on standard error as it is written, except for the line in which
 * Java says that it uses the Vector API's incubator module. Java has no option that suppresses it,
 * and it tells users nothing that they could act on.
 */
public final class ErrorRelay {
  private static final byte[] WARNING =
      ("WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator())
          .getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 8192;

  private final OutputStream to;

  /** Number of held-back characters of a line that match the warning; -1 for other lines. */
  private int held;

  private boolean dropped;

  private ErrorRelay(OutputStream to) {
    this.to = to;
  }

  /** Forwards until the end of the stream; the thread then ends. */
  public static Thread start(Process process, OutputStream to) {
    return Thread.ofPlatform()
        .daemon()
        .name("errors of process " + process.pid())
        .start(() -> {
          try (InputStream from = process.getErrorStream()) {
            copyAll(from, to);
          } catch (IOException e) {
            // The process has ended.
          }
        });
  }

  /**
   * Reads to the end even where nobody reads what is written here, as behind a {@code head} that
   * has enough: the process would wait for ever for its own reader.
   */
  static void copyAll(InputStream from, OutputStream to) throws IOException {
    try {
      copy(from, to);
    } catch (IOException e) {
      from.transferTo(OutputStream.nullOutputStream());
    }
  }

  static void copy(InputStream from, OutputStream to) throws IOException {
    ErrorRelay relay = new ErrorRelay(to);
    byte[] buffer = new byte[BUFFER];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      relay.pass(buffer, count);
    }
    if (!relay.dropped && relay.held > 0) {
      to.write(WARNING, 0, relay.held);
      to.flush();
    }
  }

  private void pass(byte[] bytes, int count) throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream(count + WARNING.length);
    int at = 0;
    for (; at < count && !dropped; at++) {
      if (held >= 0 && bytes[at] == WARNING[held]) {
        held++;
        dropped = held == WARNING.length;
      } else {
        passed.write(WARNING, 0, Math.max(0, held));
        passed.write(bytes[at]);
        held = bytes[at] == '\n' ? 0 : -1;
      }
    }
    passed.write(bytes, at, count - at);
    passed.writeTo(to);
    to.flush();
  }
}
