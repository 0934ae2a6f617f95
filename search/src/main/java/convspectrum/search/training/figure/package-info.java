/**
 * Accuracy as a figure of designs: {@link convspectrum.search.training.figure.TrainedFigure} is
 * what a search maximises, {@link convspectrum.search.training.figure.DesignTrainings} what a
 * comparison shows. Both train with the same images and recipe, and are judged by images that the
 * training set keeps apart; the test images are never read.
 */
@NullMarked
package convspectrum.search.training.figure;

import org.jspecify.annotations.NullMarked;
