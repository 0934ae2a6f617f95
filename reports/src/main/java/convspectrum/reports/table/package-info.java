/**
 * The one shape of results: a {@link convspectrum.reports.table.ResultTable} is a named list of
 * Tablesaw columns, each with a {@linkplain convspectrum.reports.table.ColumnDescription
 * description} of what it means and how a person reads it, and {@linkplain
 * convspectrum.reports.table.Notes notes} on how the figures came about. Machines read its {@link
 * convspectrum.reports.table.Cell cells}, exact; people read its {@link
 * convspectrum.reports.table.Presentation}, rounded and in units. Nothing here depends on the
 * default locale.
 */
@NullMarked
package convspectrum.reports.table;

import org.jspecify.annotations.NullMarked;
