package convspectrum.spark;

import convspectrum.search.work.NoClusterException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long a start of Spark is waited for. Spark itself would ask a master that is silent for a
 * minute. A busy machine may take longer than that to load Spark, which is no fault of a master.
 */
final class Patience {
  private static final int REGISTRATION_SECONDS = 10;
  private static final int START_SECONDS = 120;

  /** What the starting thread is in while it waits for a master to take the application. */
  private static final String REGISTERING = "waitForRegistration";

  private final Thread starting;
  private final long begin = System.nanoTime();
  private long asked;
  private boolean asking;

  /** For the start that a thread makes. */
  Patience(Thread starting) {
    this.starting = starting;
  }

  /**
   * Ends the wait where it is over.
   *
   * @throws NoClusterException where the master is silent, or Spark never comes to ask it
   */
  void check(String address) {
    long now = System.nanoTime();
    boolean registering =
        Arrays.stream(starting.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals(REGISTERING));
    if (registering && !asking) {
      asked = now;
    }
    asking = registering;
    if (asking && now - asked > TimeUnit.SECONDS.toNanos(REGISTRATION_SECONDS)) {
      throw new NoClusterException(
          "--on %s: what listens there did not take this application within %d s; expected a master of Spark 4.2; nothing was computed"
              .formatted(address, REGISTRATION_SECONDS));
    }
    if (now - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
      throw new NoClusterException(
          "--on %s: Spark did not start within %d s; try again when this machine is less busy; nothing was computed"
              .formatted(address, START_SECONDS));
    }
  }
}
