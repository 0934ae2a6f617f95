/**
 * oneDNN's C interface, called through {@code java.lang.foreign}: its functions, memory layouts,
 * attributes and primitives.
 *
 * <p>Start at {@link convspectrum.executor.onednn.library.Primitives}.
 */
@NullMarked
package convspectrum.executor.onednn.library;

import org.jspecify.annotations.NullMarked;
