/**
 * A graph written as a spec: the way back from nodes to blocks, for networks that come from
 * elsewhere. Start at {@link convspectrum.spec.written.GraphDocument}.
 */
@NullMarked
package convspectrum.spec.written;

import org.jspecify.annotations.NullMarked;
