/**
 * Claims of papers beside what was measured: {@link convspectrum.reports.claim.ClaimReport} makes
 * the tables, sentences and page of a study.
 */
@NullMarked
package convspectrum.reports.claim;

import org.jspecify.annotations.NullMarked;
