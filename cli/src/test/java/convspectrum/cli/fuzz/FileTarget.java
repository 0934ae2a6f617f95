package convspectrum.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** What reads a text file. */
abstract class FileTarget implements FuzzTarget {
  private final String name;
  private final Path file;
  private final TextMutator mutator;

  /**
   * A target.
   *
   * @param file where its inputs are written, one after the other
   */
  FileTarget(String name, Path file, TextMutator mutator) {
    this.name = name;
    this.file = file;
    this.mutator = mutator;
  }

  /** Reads the file, which no two inputs share in time. */
  abstract void read(Path input) throws IOException;

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final byte[] input(RandomGenerator random) {
    return mutator.input(random);
  }

  @Override
  public final void read(byte[] input) throws IOException {
    Files.write(file, input);
    read(file);
  }
}
