package convspectrum.search.work;

import java.math.BigInteger;

/**
 * Takes results as they come, in any order, each once, in the thread that asked for them.
 *
 * @param <R> the result for one number
 */
@FunctionalInterface
public interface WorkReceiver<R> {
  /** Takes a result. */
  void take(BigInteger number, R result);
}
