package convspectrum.reports.view;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What standard output can show.
 *
 * @param width in columns of a fixed-width font, 1 or more
 * @param color whether it understands the escape sequences of ECMA-48 for bold and dim
 * @param unicode whether it can show more than ASCII
 */
public record Terminal(int width, boolean color, boolean unicode) {
  /** As wide as need be: a file, or a pipe. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int USUAL_WIDTH = 80;

  /** Refuses a width of none. */
  public Terminal {
    if (width < 1) {
      throw new IllegalArgumentException("terminal width: got " + width + ", wanted 1 or more");
    }
  }

  /** Plain text of any width. */
  public static Terminal plain() {
    return new Terminal(UNLIMITED, false, true);
  }

  /**
   * From the environment: {@code COLUMNS} says the width, {@code NO_COLOR} (<a
   * href="https://no-color.org">no-color.org</a>) and {@code TERM=dumb} forbid color.
   *
   * @param interactive whether standard output is a terminal
   * @param charset of standard output
   */
  public static Terminal of(Map<String, String> environment, boolean interactive, Charset charset) {
    boolean unicode = charset.newEncoder().canEncode('–');
    if (!interactive) {
      return new Terminal(width(environment, UNLIMITED), false, unicode);
    }
    boolean color =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(width(environment, USUAL_WIDTH), color, unicode);
  }

  private static int width(Map<String, String> environment, int otherwise) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (!columns.matches("[0-9]{1,6}")) {
      return otherwise;
    }
    int width = Integer.parseInt(columns);
    return width == 0 ? otherwise : width;
  }
}
