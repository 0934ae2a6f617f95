/**
 * Training-free stand-ins for accuracy. An {@link convspectrum.search.proxy.AccuracyProxy} makes a
 * number of a network, its weights and random inputs; {@link
 * convspectrum.search.proxy.AccuracyProxies} lists them all, {@link
 * convspectrum.search.proxy.ScoringRun} is what they score, and {@link
 * convspectrum.search.proxy.ProxyScorer} scores networks of any kind by a seed. {@link
 * convspectrum.search.proxy.RankSum} joins several by their ranks.
 *
 * <p>What is scored is a {@link convspectrum.search.proxy.ScoredGraph}: the network as its modules
 * stand, nothing merged, with activations that an exporter took apart put together again.
 */
@NullMarked
package convspectrum.search.proxy;

import org.jspecify.annotations.NullMarked;
