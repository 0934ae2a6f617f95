package convspectrum.gradients.training;

import convspectrum.spec.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the state of a training is kept from epoch to epoch. */
public interface StateStore {
  /** What messages call it. */
  String place();

  /** Whether there is a state. */
  boolean exists();

  /** Reads it. */
  InputStream open() throws IOException;

  /**
   * Replaces it.
   *
   * @throws convspectrum.spec.file.WriteException if it cannot be written; the old one remains
   */
  void write(AtomicFile.Content content);

  /** A file, which is written beside its place and moved there. */
  static StateStore in(Path file) {
    return new StateStore() {
      @Override
      public String place() {
        return file.toString();
      }

      @Override
      public boolean exists() {
        return Files.exists(file);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public void write(AtomicFile.Content content) {
        AtomicFile.write(file, content);
      }
    };
  }
}
