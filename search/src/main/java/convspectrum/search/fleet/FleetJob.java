package convspectrum.search.fleet;

import java.util.Optional;

/**
 * A task that a worker is at.
 *
 * @param <R> its result
 */
public interface FleetJob<R> {
  /** What came of it; empty while it runs. */
  Optional<Answer<R>> poll();

  /** Ends it. */
  void cancel();
}
