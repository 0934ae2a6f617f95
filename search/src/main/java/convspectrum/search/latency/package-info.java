/**
 * Measured latency as a figure, with its uncertainty. {@link
 * convspectrum.search.latency.LatencyFigure} measures designs in blocks, interleaved with the
 * baseline; {@link convspectrum.search.latency.FrontProbability} says how sure it is that a design
 * belongs to the front.
 */
@NullMarked
package convspectrum.search.latency;

import org.jspecify.annotations.NullMarked;
