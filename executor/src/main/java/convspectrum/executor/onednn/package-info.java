/**
 * Runs graphs with <a href="https://github.com/uxlfoundation/oneDNN">oneDNN</a> on the CPU, through
 * its C interface.
 *
 * <p>Start at {@link convspectrum.executor.onednn.OneDnnRuntime}.
 */
@NullMarked
package convspectrum.executor.onednn;

import org.jspecify.annotations.NullMarked;
