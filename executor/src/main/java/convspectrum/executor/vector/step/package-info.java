/** The steps of a compiled program, divided into shares for a team of threads. */
@NullMarked
package convspectrum.executor.vector.step;

import org.jspecify.annotations.NullMarked;
