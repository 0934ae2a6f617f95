package convspectrum.search.work;

import java.math.BigInteger;

/**
 * Work that can be done at once.
 *
 * @param <R> the result for one number
 */
@FunctionalInterface
public interface Worker<R> {
  /** The result for a number, the same whenever and in whichever thread it is computed. */
  R of(BigInteger number);
}
