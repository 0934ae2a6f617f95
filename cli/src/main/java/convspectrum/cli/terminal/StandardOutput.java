package convspectrum.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers what was lost. The writers of Java swallow what goes wrong below
 * them, so that a full disk would cut a table off without a word.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream target;
  private @Nullable IOException failure;
  private long total;

  /** The standard output of this process. */
  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    total += length;
    IOException before = failure;
    if (before != null) {
      throw before;
    }
    try {
      target.write(bytes, start, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  /**
   * What to tell the user of what could not be written; nothing where all was written, or where the
   * reader wanted no more, as {@code head} does.
   */
  public Optional<String> loss() {
    IOException cause = failure;
    if (cause == null || String.valueOf(cause.getMessage()).contains("Broken pipe")) {
      return Optional.empty();
    }
    return Optional.of(
        "standard output cannot be written: %s; its %,d bytes are lost, or cut off"
            .formatted(cause.getMessage(), total));
  }
}
