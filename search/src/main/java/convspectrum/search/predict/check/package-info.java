/**
 * How good predicted latencies are: designs that the latency table has not seen, predicted and
 * measured, and the same by simpler predictors that learn from the same measurements. The entry is
 * {@link convspectrum.search.predict.check.PredictionCheck}.
 */
@NullMarked
package convspectrum.search.predict.check;

import org.jspecify.annotations.NullMarked;
