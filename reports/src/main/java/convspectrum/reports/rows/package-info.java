/**
 * Files of more rows than memory has room for: {@link convspectrum.reports.rows.RowFile} takes them
 * a table at a time.
 */
@NullMarked
package convspectrum.reports.rows;

import org.jspecify.annotations.NullMarked;
