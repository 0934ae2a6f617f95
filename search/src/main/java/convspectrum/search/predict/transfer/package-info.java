/**
 * Makes a latency table of another machine one of this machine, from a few designs that are
 * measured here. The entry is {@link convspectrum.search.predict.transfer.Transferring}.
 */
@NullMarked
package convspectrum.search.predict.transfer;

import org.jspecify.annotations.NullMarked;
