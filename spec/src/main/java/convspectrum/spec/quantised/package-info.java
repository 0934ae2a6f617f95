/**
 * Networks of 8-bit integers: how real numbers become integers, which ops compute with them, and
 * the graph that has both.
 */
@NullMarked
package convspectrum.spec.quantised;

import org.jspecify.annotations.NullMarked;
