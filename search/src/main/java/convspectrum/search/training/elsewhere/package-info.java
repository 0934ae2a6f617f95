/**
 * Trainings that other machines make. {@link convspectrum.search.training.elsewhere.TrainingWork}
 * is what is sent: networks as text or files ({@link
 * convspectrum.search.training.elsewhere.SentNetworks}), images in a file ({@link
 * convspectrum.search.training.elsewhere.SentImages}), and how each training is made ({@link
 * convspectrum.search.training.elsewhere.Trial}). A {@link
 * convspectrum.search.training.elsewhere.TrainingResult} comes back, with exact numbers.
 */
@NullMarked
package convspectrum.search.training.elsewhere;

import org.jspecify.annotations.NullMarked;
