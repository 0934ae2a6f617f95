package convspectrum.search.work;

import java.nio.file.Path;

/** Where the files that work names can be read on the machine that does it. */
@FunctionalInterface
public interface FoundFiles {
  /** The machine that asks, which has them where they are. */
  FoundFiles HERE = file -> Path.of(file.path());

  /**
   * A file to read, with the content that the machine that asks has seen.
   *
   * @param file one of {@link Work#files}
   * @throws WorkFailedException where there is none, or it has another content
   */
  Path find(SentFile file);
}
