package convspectrum.api;

import convspectrum.search.history.SpecText;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a spec was read from, for what repeats it elsewhere: threads that read it themselves, and
 * results, which carry it.
 *
 * @param file what faults call it
 * @param text all of it
 */
record SpecSource(String file, String text) {
  /**
   * The source of a spec that was read from a file.
   *
   * @throws SpecException where the file cannot be read a second time
   */
  static SpecSource of(Path file) {
    try {
      return new SpecSource(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw SpecException.ofFile(
          file.toString(),
          "cannot be read again: " + e.getMessage(),
          "the file that was read before");
    }
  }

  /** The text as results have it. */
  SpecText of(Spec spec) {
    return SpecText.of(spec.name(), text);
  }
}
