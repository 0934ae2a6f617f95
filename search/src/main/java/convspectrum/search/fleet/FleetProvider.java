package convspectrum.search.fleet;

import convspectrum.search.work.WorkRunnerProvider.Request;
import java.util.Optional;
import java.util.ServiceLoader;

/** Reaches the workers of a kind of cluster. Implementations are found as services. */
public interface FleetProvider {
  /**
   * Reaches a cluster and waits for its first worker.
   *
   * @throws convspectrum.search.work.NoClusterException where there is none
   */
  Fleet fleet(Request request);

  /** What can reach a cluster here. */
  static Optional<FleetProvider> found() {
    return ServiceLoader.load(FleetProvider.class).findFirst();
  }
}
