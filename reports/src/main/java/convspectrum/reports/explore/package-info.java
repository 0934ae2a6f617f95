/**
 * The report that a sweep ends with: the table of designs ({@link
 * convspectrum.reports.explore.Comparison}), its charts, the roofline, where the time goes, and the
 * page around them. {@link convspectrum.reports.explore.ExploreReport} writes all files.
 */
@NullMarked
package convspectrum.reports.explore;

import org.jspecify.annotations.NullMarked;
