/**
 * What one step of a recurrent layer computes: its cell, the functions of the gates, and both
 * written as primitive ops.
 */
@NullMarked
package convspectrum.spec.composite.recurrent;

import org.jspecify.annotations.NullMarked;
