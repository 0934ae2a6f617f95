/**
 * Predicted latencies where they are used: as a figure of a search ({@link
 * convspectrum.search.predict.figure.PredictedLatencyFigure}), and of designs beside each other
 * ({@link convspectrum.search.predict.figure.DesignPredictions}).
 */
@NullMarked
package convspectrum.search.predict.figure;

import org.jspecify.annotations.NullMarked;
