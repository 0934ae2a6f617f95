/**
 * The peak performance of a machine: the figures with their spread, the rules that tell whether
 * they can be believed, and the file that keeps them.
 */
@NullMarked
package convspectrum.executor.machine.limits;

import org.jspecify.annotations.NullMarked;
