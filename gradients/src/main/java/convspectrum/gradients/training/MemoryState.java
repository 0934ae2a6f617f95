package convspectrum.gradients.training;

import convspectrum.spec.file.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** A state in memory, which can be sent to where its file is. */
public final class MemoryState implements StateStore, Serializable {
  private static final long serialVersionUID = 1L;

  private final String place;
  private byte[] bytes = new byte[0];

  /**
   * No state yet.
   *
   * @param place what messages call it: the file that it is meant for
   */
  public MemoryState(String place) {
    this.place = place;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public boolean exists() {
    return bytes.length > 0;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void write(AtomicFile.Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes = out.toByteArray();
  }

  /** Puts the state elsewhere, if there is one. */
  public void copyTo(StateStore other) {
    if (exists()) {
      other.write(out -> out.write(bytes));
    }
  }
}
