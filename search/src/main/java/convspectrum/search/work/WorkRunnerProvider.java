package convspectrum.search.work;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Reaches a kind of cluster. Implementations are found as services. */
public interface WorkRunnerProvider {
  /**
   * What is asked of a cluster.
   *
   * @param address where it is
   * @param threads that compute one number
   * @param settings of the cluster's own, by name
   * @param notes is told what the user should know, a sentence each
   */
  record Request(
      ClusterAddress address, int threads, Map<String, String> settings, Consumer<String> notes) {}

  /** Why nothing can be reached that way on this machine; empty where it can. */
  Optional<String> missing();

  /**
   * Reaches a cluster and starts on it what computes.
   *
   * @throws NoClusterException where there is none, or the address is none
   */
  WorkRunner start(Request request);

  /** What can reach a cluster here. */
  static Optional<WorkRunnerProvider> found() {
    return ServiceLoader.load(WorkRunnerProvider.class).findFirst();
  }
}
