/**
 * Pictures of results as values: a {@link convspectrum.reports.chart.Chart} has axes, series of
 * points with intervals, and guide lines, and knows nothing of pages or files. {@link
 * convspectrum.reports.chart.SvgChart} draws it for a page, {@link
 * convspectrum.reports.chart.PngChart} as a picture.
 */
@NullMarked
package convspectrum.reports.chart;

import org.jspecify.annotations.NullMarked;
