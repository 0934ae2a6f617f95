/**
 * Measuring how long programs take, honestly: outputs are checked first, every program is warmed up
 * until steady, all designs of a runtime are then timed in interleaved rounds in a balanced order,
 * and speed-ups come from paired rounds with 95 % bootstrap intervals. What disturbed the measuring
 * is reported beside it. The manual is {@code docs/measuring.md}.
 *
 * <p>Start at {@link convspectrum.executor.measure.QuickMeasuring}:
 *
 * {@snippet :
 * MeasurementRun run =
 *     new QuickMeasuring(QuickProtocol.DEFAULT, Instruments.system())
 *         .measure(conditions, subjects, Optional.of("regular"), Progress.NONE);
 * }
 */
@NullMarked
package convspectrum.executor.measure;

import org.jspecify.annotations.NullMarked;
