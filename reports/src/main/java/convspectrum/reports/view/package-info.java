/**
 * A {@link convspectrum.reports.table.ResultTable} as text: {@link
 * convspectrum.reports.view.TableFormat} by name, one class per format. CSV and JSON are for
 * machines, exact, in stable names; the console and Markdown are for people.
 */
@NullMarked
package convspectrum.reports.view;

import org.jspecify.annotations.NullMarked;
