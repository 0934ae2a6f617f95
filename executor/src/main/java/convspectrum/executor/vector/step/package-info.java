/** The work of a compiled program, cut into shares for a team of threads. */
@NullMarked
package convspectrum.executor.vector.step;

import org.jspecify.annotations.NullMarked;
