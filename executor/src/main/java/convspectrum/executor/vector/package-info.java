/** The runtime {@code vector}. {@link convspectrum.executor.vector.VectorRuntime} is the entry. */
@NullMarked
package convspectrum.executor.vector;

import org.jspecify.annotations.NullMarked;
