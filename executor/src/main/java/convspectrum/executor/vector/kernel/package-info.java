/**
 * Kernels as generated code. Each record defines a loop nest by its constants, and {@code kernel()}
 * generates it or returns the cached one.
 */
@NullMarked
package convspectrum.executor.vector.kernel;

import org.jspecify.annotations.NullMarked;
