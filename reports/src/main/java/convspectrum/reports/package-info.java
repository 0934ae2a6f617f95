/**
 * What a person reads. Results are {@linkplain convspectrum.reports.table.ResultTable tables}, of
 * which there are views for machines and people ({@link convspectrum.reports.view}), one page
 * ({@link convspectrum.reports.html}) and pictures ({@link convspectrum.reports.chart}); {@link
 * convspectrum.spec.file.AtomicFile} stores them. Each kind of report has a package that is named
 * after its command: {@link convspectrum.reports.explore}, {@link convspectrum.reports.cost},
 * {@link convspectrum.reports.measure}, {@link convspectrum.reports.validate}, {@link
 * convspectrum.reports.search}, {@link convspectrum.reports.proxy}, {@link
 * convspectrum.reports.zoo}.
 */
@NullMarked
package convspectrum.reports;

import org.jspecify.annotations.NullMarked;
