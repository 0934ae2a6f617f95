/**
 * A comparison of strategies on tables in which the results of all designs are known. {@link
 * convspectrum.search.benchmark.StrategyBenchmark} runs them over many seeds and compares what they
 * find with the true front.
 */
@NullMarked
package convspectrum.search.benchmark;

import org.jspecify.annotations.NullMarked;
