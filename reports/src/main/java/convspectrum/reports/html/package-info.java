/**
 * One page that holds a whole {@link convspectrum.reports.html.Report}: {@link
 * convspectrum.reports.html.HtmlReport#render}. It needs no network, loads nothing, and forbids
 * itself to by its content-security policy; without scripts only the sorting of tables is missing.
 */
@NullMarked
package convspectrum.reports.html;

import org.jspecify.annotations.NullMarked;
