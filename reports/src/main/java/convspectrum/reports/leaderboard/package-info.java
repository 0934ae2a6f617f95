/** Results of several machines beside each other, as tables, as a page and for JSON. */
@NullMarked
package convspectrum.reports.leaderboard;

import org.jspecify.annotations.NullMarked;
