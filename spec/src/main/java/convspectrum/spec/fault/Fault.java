package convspectrum.spec.fault;

/**
 * One thing that is wrong.
 *
 * @param location where
 * @param path the way to it inside the document, {@code layers[2].segmented.segments}; empty for
 *     the whole document
 * @param problem what was found: {@code 3 does not divide 728}
 * @param expected what would be right, or what to do: {@code divisors: 1, 2, 4, 7, …}; empty where
 *     the problem says it
 */
public record Fault(Location location, String path, String problem, String expected) {
  /** What a terminal must not take as a command, or a reader as another line, is shown as ?. */
  public Fault {
    path = Excerpt.printable(path);
    problem = Excerpt.printable(problem);
    expected = Excerpt.printable(expected);
  }

  /**
   * {@code block.yaml:12:15: layers[2].segmented.segments: 3 does not divide 728; divisors: 1, 2,
   * 4, 7, …}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(location).append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(problem);
    if (!expected.isEmpty()) {
      text.append("; ").append(expected);
    }
    return text.toString();
  }
}
