/**
 * Measures the time of programs. Outputs are checked first, every program is warmed up until it is
 * steady, and all designs on all runtimes are then timed in interleaved rounds in a balanced order.
 * Speed-ups and ratios of runtimes come from paired rounds with 95 % bootstrap intervals.
 * Disturbances are reported beside the results. The manual is {@code docs/measuring.md}.
 *
 * <p>Start at {@link convspectrum.executor.measure.QuickMeasuring}:
 *
 * {@snippet :
 * List<MeasurementRun> runs =
 *     new QuickMeasuring(QuickProtocol.DEFAULT, Instruments.system())
 *         .measure(lineups, Baselines.one("regular", designs), Progress.NONE);
 * List<RuntimeRatios> ratios = RuntimeRatios.of(runs);
 * }
 */
@NullMarked
package convspectrum.executor.measure;

import org.jspecify.annotations.NullMarked;
