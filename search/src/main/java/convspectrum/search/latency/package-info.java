/**
 * Measured latency as a figure, with its uncertainty. {@link
 * convspectrum.search.latency.LatencyFigure} measures designs in groups, interleaved with the
 * baseline; {@link convspectrum.search.latency.FrontProbability} gives the probability that a
 * design belongs to the front.
 */
@NullMarked
package convspectrum.search.latency;

import org.jspecify.annotations.NullMarked;
