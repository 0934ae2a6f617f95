package convspectrum.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The colors of charts, the same on a page and in pictures. A number stands for one thing wherever
 * it is drawn: the first ones for runtimes, one for a front, one for designs as such, and those
 * from {@link #PARTS} for the parts of bars, so that no part looks like a runtime. Each has a
 * contrast of 4.5 or more against a page of its scheme.
 */
public final class Palette {
  /** Designs that are counted, and not timed by a runtime. */
  public static final int DESIGNS = 5;

  /** The designs that nothing beats. */
  public static final int FRONT = 4;

  /** The first color of a part of a bar. */
  static final int PARTS = 6;

  private static final List<String> LIGHT =
      List.of(
          "#2563c9", "#c2410c", "#0f766e", "#8a6d00", "#9333a8", "#475569", "#7c3aed", "#a16207",
          "#15803d", "#be185d", "#0e7490", "#6b7280");
  private static final List<String> DARK =
      List.of(
          "#7cb0ff", "#ff9d66", "#4fd1bd", "#e3c64f", "#dd9bf0", "#aab7c8", "#b79cff", "#f0c36a",
          "#7ddc98", "#ff94c2", "#67d3ea", "#b8bec9");

  private Palette() {}

  /** The color of a runtime, by its place among those of the report. */
  public static int runtime(int place) {
    return place % FRONT;
  }

  /** On white. */
  static Color color(int number) {
    return Color.decode(LIGHT.get(number % LIGHT.size()));
  }

  /**
   * Custom properties {@code --c0} and so on in the colors of the screen, light or dark, and {@code
   * --p0} and so on in those of paper.
   */
  public static String style() {
    return ":root { %s %s }\n@media screen and (prefers-color-scheme: dark) { :root { %s } }\n"
        .formatted(properties("c", LIGHT), properties("p", LIGHT), properties("c", DARK));
  }

  private static String properties(String prefix, List<String> colors) {
    return IntStream.range(0, colors.size())
        .mapToObj(i -> "--" + prefix + i + ": " + colors.get(i) + ";")
        .collect(Collectors.joining(" "));
  }
}
