/**
 * Results of several machines beside each other. {@link
 * convspectrum.search.leaderboard.MixedConditions} says what keeps them from being comparable;
 * {@link convspectrum.search.leaderboard.Leaderboard} ranks designs, and for each design the
 * machines and runtimes.
 *
 * <pre>{@code
 * List<NamedResult> results = List.of(new NamedResult("a.json", ResultFile.read(file)), …);
 * Leaderboard board = Leaderboard.of(results, seed);
 * }</pre>
 */
@NullMarked
package convspectrum.search.leaderboard;

import org.jspecify.annotations.NullMarked;
