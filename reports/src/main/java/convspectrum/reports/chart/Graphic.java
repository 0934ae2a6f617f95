package convspectrum.reports.chart;

/** Something to look at, with words for those who do not see it. */
public sealed interface Graphic permits Chart, Bars {
  /** Stable, for anchors and file names: {@code time}. */
  String name();

  /** The title, in one line. */
  String title();

  /** What is drawn, and what it shows. */
  String description();

  /** Refuses names that are no anchors. */
  static void requireName(String name) {
    if (!name.matches("[a-z][a-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "chart name: got \"" + name + "\", wanted lower-case letters, digits, - and _");
    }
  }
}
