/**
 * Describes the machine that measurements are taken on: its hardware, its peak performance and its
 * other activity in the meantime. On Linux the facts come from {@code /proc} and {@code /sys},
 * which takes a few milliseconds and keeps the raw family and model numbers; elsewhere they come
 * from OSHI, which takes about a third of a second.
 *
 * <p>Start at {@link convspectrum.executor.machine.Machine}:
 *
 * {@snippet :
 * Machine machine = Machine.read();
 * MachineLimits limits =
 *     KnownLimits.kept(machine).orElseGet(() -> KnownLimits.measure(machine, System.err::println));
 * }
 */
@NullMarked
package convspectrum.executor.machine;

import org.jspecify.annotations.NullMarked;
