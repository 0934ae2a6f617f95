/**
 * Predicts the latency of designs that are not measured. A {@link
 * convspectrum.search.predict.Calibration} finds the steps that a runtime makes of the designs of a
 * space, times designs that together hold all of them, and keeps the times in a {@link
 * convspectrum.search.predict.LatencyTable}. A {@link convspectrum.search.predict.Predictor} is
 * fitted to a table: a call and each step take some time, and a pass takes their sum.
 */
@NullMarked
package convspectrum.search.predict;

import org.jspecify.annotations.NullMarked;
