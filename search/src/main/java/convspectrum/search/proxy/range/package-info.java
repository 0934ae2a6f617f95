/**
 * Networks whose values leave the range of float64. {@link
 * convspectrum.search.proxy.range.RescaledRun} runs one forwards and backwards with every tensor
 * stored as a power of two times values near 1.
 */
@NullMarked
package convspectrum.search.proxy.range;

import org.jspecify.annotations.NullMarked;
