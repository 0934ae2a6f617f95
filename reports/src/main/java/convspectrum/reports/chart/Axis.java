package convspectrum.reports.chart;

/**
 * One of the two.
 *
 * @param title with unit: {@code median time (ms)}
 * @param scale how values are spread
 */
public record Axis(String title, Scale scale) {}
