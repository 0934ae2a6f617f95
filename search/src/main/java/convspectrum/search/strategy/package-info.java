/**
 * Which designs to evaluate next. A {@link convspectrum.search.strategy.Strategy} proposes batches
 * of {@linkplain convspectrum.search.strategy.Genome genomes}, knowing the {@link
 * convspectrum.search.strategy.Archive} of all that was evaluated and the {@link
 * convspectrum.search.strategy.Landscape}: what can be known of a design for nothing. Everything
 * random comes from one {@link convspectrum.search.strategy.SplitMix} per search, so a seed and the
 * evaluated values determine every proposal.
 *
 * <p>Start at {@link convspectrum.search.strategy.Strategies}:
 *
 * {@snippet :
 * Strategy strategy = Strategies.named("guided").start(landscape, seed, first);
 * while (archive.size() < budget) {
 *   for (Genome genome : strategy.propose(archive)) {
 *     archive.add(genome, evaluate(genome), 0);
 *   }
 * }
 * }
 */
@NullMarked
package convspectrum.search.strategy;

import org.jspecify.annotations.NullMarked;
