/**
 * Which designs to evaluate next. A {@link convspectrum.search.strategy.Strategy} proposes batches
 * of {@linkplain convspectrum.search.strategy.Encoding encodings}, knowing the {@link
 * convspectrum.search.strategy.Archive} of all that was evaluated and the {@link
 * convspectrum.search.strategy.Landscape}: what is cheap to know of a design. Everything random
 * comes from one {@link convspectrum.search.strategy.SplitMix} per search, so a seed and the
 * evaluated values determine every proposal.
 *
 * <p>Start at {@link convspectrum.search.strategy.Strategies}:
 *
 * {@snippet :
 * Strategy strategy = Strategies.named("guided").start(landscape, seed, first);
 * while (archive.size() < budget) {
 *   for (Encoding encoding : strategy.propose(archive)) {
 *     archive.add(encoding, evaluate(encoding), 0);
 *   }
 * }
 * }
 */
@NullMarked
package convspectrum.search.strategy;

import org.jspecify.annotations.NullMarked;
