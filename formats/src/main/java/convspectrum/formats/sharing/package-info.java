/** Which tensors the nodes of a graph share, for the files that have each of them once. */
@NullMarked
package convspectrum.formats.sharing;

import org.jspecify.annotations.NullMarked;
