/**
 * Which designs are worth it. {@link convspectrum.search.Candidates} lays out the designs of a
 * sweep, or networks from anywhere ({@link convspectrum.search.Network}), with their exact cost,
 * each distinct graph once; {@link convspectrum.search.LatencyStudy} checks and times them on each
 * runtime.
 *
 * <pre>{@code
 * Candidates candidates = Candidates.of(spec, Sweep.all(spec), CostOptions.DEFAULT);
 * Latencies latencies = study.run(candidates, machine, progress);
 * }</pre>
 */
@NullMarked
package convspectrum.search;

import org.jspecify.annotations.NullMarked;
