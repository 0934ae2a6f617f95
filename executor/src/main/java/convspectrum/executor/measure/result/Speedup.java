package convspectrum.executor.measure.result;

import convspectrum.executor.statistics.Interval;

/**
 * How many times faster a design is than the baseline, from rounds in which both were timed.
 *
 * @param baseline label of the baseline
 * @param median median of the ratios of the rounds, baseline over design: of each placement, and of
 *     these medians. Near the ratio of the times but not equal to it: drift cancels in each round
 * @param interval 95 % interval of that median
 * @param rounds how many pairs
 */
public record Speedup(String baseline, double median, Interval interval, int rounds) {}
