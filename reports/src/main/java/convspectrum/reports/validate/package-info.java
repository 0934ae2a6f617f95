/**
 * What {@code validate} reports: how well counts tell times, step by step, and what a reader should
 * notice. {@link convspectrum.reports.validate.ValidationReport} puts the tables together.
 */
@NullMarked
package convspectrum.reports.validate;

import org.jspecify.annotations.NullMarked;
