/**
 * Designs on the CPU of this machine. {@link convspectrum.search.study.LatencyStudy} checks them
 * and times them on each runtime, {@link convspectrum.search.study.LayerStudy} and {@link
 * convspectrum.search.study.ProfileStudy} time their steps, in this process or in {@linkplain
 * convspectrum.search.study.Workers workers}.
 *
 * <pre>{@code
 * Latencies latencies = study.run(designs, machine, progress);
 * }</pre>
 */
@NullMarked
package convspectrum.search.study;

import org.jspecify.annotations.NullMarked;
