package convspectrum.cli.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Something that reads what strangers wrote. */
interface FuzzTarget {
  /** All of them; each works in a folder of its own. */
  static List<FuzzTarget> all(Path folder) throws IOException {
    return List.of(
        new YamlTarget(folder),
        new OnnxTarget(folder),
        new ExpressionTarget(),
        new JournalTarget(folder),
        new TableTarget(folder),
        new DataTarget(folder),
        new StudyTarget(folder),
        new ResultTarget(folder));
  }

  /** Its name on the command line. */
  String name();

  /** An input: a seed, changed as the random numbers say. */
  byte[] input(RandomGenerator random);

  /**
   * Reads an input, and does with the result what commands do.
   *
   * @throws RuntimeException of the kinds that {@link FuzzCheck} accepts where it is refused
   */
  void read(byte[] input) throws IOException;
}
