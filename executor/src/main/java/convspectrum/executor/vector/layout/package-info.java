/** Describes how values are arranged in memory. */
@NullMarked
package convspectrum.executor.vector.layout;

import org.jspecify.annotations.NullMarked;
