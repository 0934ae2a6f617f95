/**
 * Values between the places of a map, at positions that nodes compute: by which formula they are
 * found, what lies beyond the border, and how both are written as primitive ops.
 */
@NullMarked
package convspectrum.spec.composite.sampling;

import org.jspecify.annotations.NullMarked;
