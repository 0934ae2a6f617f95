/**
 * Networks of 8-bit integers: the ranges of their values, the integers that stand for them, and
 * runtimes that compute with them.
 *
 * <p>Start at {@link convspectrum.executor.quantised.Int8Runtime}.
 */
@NullMarked
package convspectrum.executor.quantised;

import org.jspecify.annotations.NullMarked;
