/** What a graph costs: exact counts, memory and rooflines. */
@NullMarked
package convspectrum.costmodel;

import org.jspecify.annotations.NullMarked;
