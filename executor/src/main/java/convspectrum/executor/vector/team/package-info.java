/** Threads that compute one forward pass together. */
@NullMarked
package convspectrum.executor.vector.team;

import org.jspecify.annotations.NullMarked;
