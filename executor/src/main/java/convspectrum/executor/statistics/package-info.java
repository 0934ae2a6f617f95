/**
 * Statistics of timings, which are skewed, spiked and drifting: medians instead of means, and
 * bootstrap intervals instead of normal theory. Everything is deterministic given a seed.
 *
 * <p>Start at {@link convspectrum.executor.statistics.Bootstrap}:
 *
 * {@snippet :
 * Estimate speedup = new Bootstrap(2000, 1).median(baselineMs.over(designMs));
 * }
 */
@NullMarked
package convspectrum.executor.statistics;

import org.jspecify.annotations.NullMarked;
