/**
 * Accuracy that is measured: networks are trained on labelled images, each with several seeds, and
 * compared. {@link convspectrum.search.training.TrainingStudy} trains, {@link
 * convspectrum.search.training.Classifier} is a network that can be trained, and {@link
 * convspectrum.search.training.SeedSample} makes intervals of the results of seeds.
 */
@NullMarked
package convspectrum.search.training;

import org.jspecify.annotations.NullMarked;
