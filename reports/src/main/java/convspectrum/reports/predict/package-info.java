/**
 * Predicted latencies as people read them: the columns that tables of designs have of them ({@link
 * convspectrum.reports.predict.PredictionColumns}), what a latency table holds ({@link
 * convspectrum.reports.predict.LatencyTableReport}), and how predictions agree with measurements
 * ({@link convspectrum.reports.predict.CheckReport}).
 */
@NullMarked
package convspectrum.reports.predict;

import org.jspecify.annotations.NullMarked;
