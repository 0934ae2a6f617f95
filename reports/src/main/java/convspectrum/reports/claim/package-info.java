/** Claims of papers beside what was measured: {@link convspectrum.reports.claim.ClaimTable}. */
@NullMarked
package convspectrum.reports.claim;

import org.jspecify.annotations.NullMarked;
