/**
 * Generates code: {@link convspectrum.executor.vector.code.Emitter} writes it, with the Vector API
 * or in plain Java, and {@link convspectrum.executor.vector.code.RegisterTile} knows which tiles of
 * sums fit the registers. The generated kernels are defined in {@code vector.kernel}.
 */
@NullMarked
package convspectrum.executor.vector.code;

import org.jspecify.annotations.NullMarked;
