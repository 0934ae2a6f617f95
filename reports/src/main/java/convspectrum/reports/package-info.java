/**
 * What a person reads. Results are {@linkplain convspectrum.reports.table.ResultTable tables}, of
 * which there are views for machines and people ({@link convspectrum.reports.view}), one page
 * ({@link convspectrum.reports.html}) and pictures ({@link convspectrum.reports.chart}); {@link
 * convspectrum.spec.file.AtomicFile} stores them. Here is the table that a sweep ends with, {@link
 * convspectrum.reports.ComparisonTable}, and what is drawn of it.
 */
@NullMarked
package convspectrum.reports;

import org.jspecify.annotations.NullMarked;
