/** Decides which nodes of a graph are computed together. */
@NullMarked
package convspectrum.executor.vector.fuse;

import org.jspecify.annotations.NullMarked;
