/**
 * Pictures of results as values: a {@link convspectrum.reports.chart.Chart} has axes, series of
 * points with intervals, and guide lines; {@link convspectrum.reports.chart.Bars} have parts. They
 * know nothing of pages or files. {@link convspectrum.reports.chart.SvgChart} draws them for a
 * page, {@link convspectrum.reports.chart.PngChart} as pictures.
 */
@NullMarked
package convspectrum.reports.chart;

import org.jspecify.annotations.NullMarked;
