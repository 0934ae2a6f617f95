/**
 * Measures the limits of a machine: loops of multiply-adds and of reads, timed in short windows on
 * threads that have the CPU.
 */
@NullMarked
package convspectrum.executor.machine.probe;

import org.jspecify.annotations.NullMarked;
