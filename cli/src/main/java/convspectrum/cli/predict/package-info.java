/**
 * What a person types about predicted latencies: the command {@code predict} ({@link
 * convspectrum.cli.predict.PredictCommand}), and the options of other commands that predict ({@link
 * convspectrum.cli.predict.PredictOptions}).
 */
@NullMarked
package convspectrum.cli.predict;

import org.jspecify.annotations.NullMarked;
