/**
 * Kernels as generated code: each record names a loop nest by its constants, and {@code kernel()}
 * makes it, or finds it made. {@link convspectrum.executor.vector.code.Emitter} writes it, with the
 * Vector API or in plain Java.
 */
@NullMarked
package convspectrum.executor.vector.code;

import org.jspecify.annotations.NullMarked;
