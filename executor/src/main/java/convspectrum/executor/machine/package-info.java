/**
 * The machine that measurements are taken on: what it is, what it can do at most, and what else it
 * was doing meanwhile. Facts come from {@code /proc} and {@code /sys} on Linux, since that takes a
 * few milliseconds and keeps the raw family and model numbers; elsewhere OSHI is asked, which takes
 * about a third of a second.
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
