package convspectrum.search.validate;

import convspectrum.executor.statistics.Interval;

/**
 * A figure that was estimated.
 *
 * @param value the estimate
 * @param interval its 95 % interval
 */
public record Estimate(double value, Interval interval) {}
