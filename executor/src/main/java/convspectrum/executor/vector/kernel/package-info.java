/**
 * Kernels as generated code: each record names a loop nest by its constants, and {@code kernel()}
 * makes it, or finds it made.
 */
@NullMarked
package convspectrum.executor.vector.kernel;

import org.jspecify.annotations.NullMarked;
