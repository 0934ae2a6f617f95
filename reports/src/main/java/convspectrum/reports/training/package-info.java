/**
 * What comes of training networks: a table with the accuracy of each over its seeds, the learning
 * curves, and a page. {@link convspectrum.reports.training.TrainingReport} writes all of it.
 */
@NullMarked
package convspectrum.reports.training;

import org.jspecify.annotations.NullMarked;
