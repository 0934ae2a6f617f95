/**
 * Training-free stand-ins for accuracy. An {@link convspectrum.search.proxy.AccuracyProxy} computes
 * a number from a network, its weights and random inputs, and {@link
 * convspectrum.search.proxy.AccuracyProxies} lists them all.
 */
@NullMarked
package convspectrum.search.proxy;

import org.jspecify.annotations.NullMarked;
