/**
 * What comes of a study of training: tables of designs, differences and claims, sentences with the
 * sign of each difference, where it changes and where the knee is, charts and a page. {@link
 * convspectrum.reports.training.study.StudyReport} writes all of it.
 */
@NullMarked
package convspectrum.reports.training.study;

import org.jspecify.annotations.NullMarked;
