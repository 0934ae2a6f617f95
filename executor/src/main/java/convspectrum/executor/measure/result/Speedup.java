package convspectrum.executor.measure.result;

import convspectrum.executor.statistics.Interval;

/**
 * The speed-up of a design over the baseline, from rounds in which both were timed.
 *
 * @param baseline label of the baseline
 * @param median median of the ratios of the rounds, baseline over design: first within each
 *     placement, then over these medians. It is near the ratio of the times but not equal, because
 *     drift cancels in each round
 * @param interval 95 % interval of that median
 * @param rounds number of pairs
 */
public record Speedup(String baseline, double median, Interval interval, int rounds) {}
