/**
 * What a search reports: its front, its designs and its charts ({@link
 * convspectrum.reports.search.SearchReport}), the content of a journal, and how strategies do on a
 * table of known results.
 */
@NullMarked
package convspectrum.reports.search;

import org.jspecify.annotations.NullMarked;
