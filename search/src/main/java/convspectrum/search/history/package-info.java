/**
 * Saved runs with every sample, and what became faster or slower from one to the next. {@link
 * convspectrum.search.history.History} keeps them; {@link
 * convspectrum.search.history.RunComparison} compares two.
 *
 * <pre>{@code
 * History history = new History(folder);
 * history.save("before", RunResult.of(designs, latencies, version));
 * RunComparison comparison = RunComparison.of(history.read("before"), history.read("after"), 0.03, seed);
 * }</pre>
 */
@NullMarked
package convspectrum.search.history;

import org.jspecify.annotations.NullMarked;
