package convspectrum.spec.fault;

import java.util.List;

/**
 * One thing that is wrong.
 *
 * @param location where
 * @param path the way to it inside the document, {@code layers[2].segmented.segments}; empty for
 *     the whole document
 * @param problem what was found: {@code 3 does not divide 728}
 * @param expected what would be right, a noun: {@code a divisor: 1, 2, 4, 7, …}; or what to do,
 *     {@code try quotes around it}; or both, {@code a word; try quotes around it}; empty where the
 *     problem says it
 * @param designs which designs of a space have it, {@code design segments=3} or {@code 44 of 51
 *     designs, such as segments=3}; empty where the document has it in any design
 */
public record Fault(
    Location location, String path, String problem, String expected, String designs) {
  private static final List<String> BEGINNINGS = List.of("expected ", "try ", "did you mean ");

  /** Characters that a terminal would obey are shown as {@code ?}, and line breaks as blanks. */
  public Fault {
    path = Excerpt.printable(path);
    problem = Excerpt.printable(problem);
    expected = Excerpt.printable(expected);
    designs = Excerpt.printable(designs);
  }

  /** A fault of the document, whatever the design. */
  public Fault(Location location, String path, String problem, String expected) {
    this(location, path, problem, expected, "");
  }

  /** The same fault, of these designs. */
  public Fault in(String designs) {
    return new Fault(location, path, problem, expected, designs);
  }

  /**
   * {@code block.yaml:12:15: layers[2].segmented.segments: 3 does not divide 728; expected a
   * divisor: 1, 2, 4, 7, …}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(location).append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    String found = designs.isEmpty() ? problem : problem + " (in " + designs + ")";
    return text.append(message(found, expected)).toString();
  }

  /**
   * What was found and what would be right, as one line: {@code found 0; expected at least 1}. All
   * messages have this form: what was found; expected …; try ….
   *
   * @param expected as in {@link Fault}
   */
  public static String message(String problem, String expected) {
    if (expected.isEmpty()) {
      return problem;
    }
    boolean complete = BEGINNINGS.stream().anyMatch(expected::startsWith);
    return problem + "; " + (complete ? expected : "expected " + expected);
  }
}
