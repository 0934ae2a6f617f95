package convspectrum.reports.chart;

/** A line to compare with. */
public sealed interface Guide {
  /** What the legend says. */
  String label();

  /**
   * Where both axes have the same value; the axes then span the same range.
   *
   * @param label such as {@code measured = theoretical}
   */
  record Equality(String label) implements Guide {}

  /**
   * A horizontal line.
   *
   * @param label such as {@code regular, onnxruntime}
   * @param value on the vertical axis
   * @param series index of the series whose color it has
   */
  record Level(String label, double value, int series) implements Guide {}
}
