/**
 * Measured latency as a figure, with its uncertainty. {@link
 * convspectrum.search.latency.LatencyFigure} measures designs in groups, interleaved with the
 * baseline; {@link convspectrum.search.latency.FrontMeasuring} measures those again that may belong
 * to the front, and says how probable that is.
 */
@NullMarked
package convspectrum.search.latency;

import org.jspecify.annotations.NullMarked;
