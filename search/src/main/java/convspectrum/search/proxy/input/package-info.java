/**
 * The input of proxies. A {@link convspectrum.search.proxy.input.ScoringRun} is a network with its
 * weights and random inputs, and results that several proxies share: passes, gradients, features.
 *
 * <p>What is scored is a {@link convspectrum.search.proxy.input.ScoredGraph}: the network module by
 * module, with nothing merged, and with activations that an exporter split joined again.
 */
@NullMarked
package convspectrum.search.proxy.input;

import org.jspecify.annotations.NullMarked;
