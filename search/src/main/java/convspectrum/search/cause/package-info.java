/**
 * Why designs are slow: {@link convspectrum.search.cause.TimeLine} says what a design would take if
 * it were as its neighbours, {@link convspectrum.search.cause.Causes} why one takes more, and
 * {@link convspectrum.search.cause.RuleFinder} which channels a group are slow on a runtime.
 */
@NullMarked
package convspectrum.search.cause;

import org.jspecify.annotations.NullMarked;
