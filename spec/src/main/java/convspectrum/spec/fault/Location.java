package convspectrum.spec.fault;

/**
 * A place in a text file.
 *
 * @param file as the user named it
 * @param line from 1; 0 where the fault is of the file as a whole
 * @param column from 1; 0 where the fault is of the file as a whole
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
  /** The file as a whole. */
  public static Location ofFile(String file) {
    return new Location(file, 0, 0);
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /** {@code block.yaml:12:15}, or the file's name alone. */
  @Override
  public String toString() {
    String name = Excerpt.printable(file);
    return line == 0 ? name : name + ":" + line + ":" + column;
  }
}
