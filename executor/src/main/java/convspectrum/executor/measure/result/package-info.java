/**
 * What measuring yields: figures with their intervals, the ratios of runtimes, and what disturbed
 * them.
 */
@NullMarked
package convspectrum.executor.measure.result;

import org.jspecify.annotations.NullMarked;
