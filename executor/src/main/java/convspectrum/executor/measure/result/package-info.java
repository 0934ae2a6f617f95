/**
 * Results of measuring: figures with their intervals, the ratios of runtimes, and the disturbances.
 */
@NullMarked
package convspectrum.executor.measure.result;

import org.jspecify.annotations.NullMarked;
