/**
 * Pictures of results as values: a {@link convspectrum.reports.chart.Chart} has axes, series of
 * points with intervals, and guide lines; {@link convspectrum.reports.chart.Bars} have parts. They
 * know nothing of pages or files. {@link convspectrum.reports.chart.ChartData} is what the script
 * of a page draws, {@link convspectrum.reports.chart.PngChart} makes pictures; both take their
 * colors from {@link convspectrum.reports.chart.Palette}.
 */
@NullMarked
package convspectrum.reports.chart;

import org.jspecify.annotations.NullMarked;
