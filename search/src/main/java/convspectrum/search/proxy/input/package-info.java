/**
 * What proxies score. A {@link convspectrum.search.proxy.input.ScoringRun} is a network with its
 * weights and random inputs, and what several proxies need of it: passes, gradients, features.
 *
 * <p>What is scored is a {@link convspectrum.search.proxy.input.ScoredGraph}: the network as its
 * modules stand, nothing merged, with activations that an exporter took apart put together again.
 */
@NullMarked
package convspectrum.search.proxy.input;

import org.jspecify.annotations.NullMarked;
