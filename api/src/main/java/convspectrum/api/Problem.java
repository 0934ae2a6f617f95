package convspectrum.api;

import convspectrum.spec.fault.Fault;
import java.util.OptionalInt;

/** One thing that is wrong, and where. */
public final class Problem {
  private final String file;
  private final int line;
  private final int column;
  private final String path;
  private final String message;

  private Problem(String file, int line, int column, String path, String message) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.path = path;
    this.message = message;
  }

  static Problem of(Fault fault) {
    String found =
        fault.designs().isEmpty()
            ? fault.problem()
            : fault.problem() + " (in " + fault.designs() + ")";
    return new Problem(
        fault.location().file(),
        fault.location().line(),
        fault.location().column(),
        fault.path(),
        Fault.message(found, fault.expected()));
  }

  /** A problem that has no place in a file. */
  static Problem of(String message) {
    return new Problem("", 0, 0, "", message);
  }

  /** {@return the file as the caller named it; empty where the problem is of no file} */
  public String file() {
    return file;
  }

  /** {@return the line, from 1; empty where the problem is of the file as a whole, or of none} */
  public OptionalInt line() {
    return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
  }

  /** {@return the column, from 1, where there is a line} */
  public OptionalInt column() {
    return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /**
   * {@return the way to it inside the document, {@code layers[2].segmented.segments}; empty for the
   * whole document}
   */
  public String path() {
    return path;
  }

  /** {@return what was found, what was expected, and what to try, in one line} */
  public String message() {
    return message;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Problem problem && toString().equals(problem.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** {@code block.yaml:12:15: layers[2].segmented.segments: 3 does not divide 728; expected …}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    for (String part : new String[] {path, message}) {
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : ": ").append(part);
      }
    }
    return text.toString();
  }
}
