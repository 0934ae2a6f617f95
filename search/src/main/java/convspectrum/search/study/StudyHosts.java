package convspectrum.search.study;

import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.worker.WorkerHost;
import convspectrum.search.design.Designs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where each runtime of a study runs: in this process if it is the only one and needs no worker, in
 * a worker of its own otherwise.
 */
final class StudyHosts implements AutoCloseable {
  private final Map<InferenceRuntime, Host> hosts = new LinkedHashMap<>();

  /** All runtimes run in this process if there are no {@code workers} or none is needed. */
  static StudyHosts of(
      Designs designs, StudyOptions options, Instruments instruments, Optional<Workers> workers) {
    boolean needed =
        options.runtimes().size() > 1
            || options.runtimes().stream().anyMatch(InferenceRuntime::wantsProcess);
    return new StudyHosts(designs, options, instruments, workers.filter(_ -> needed));
  }

  /** Each runtime runs in a new process. */
  static StudyHosts apart(
      Designs designs, StudyOptions options, Instruments instruments, Workers workers) {
    return new StudyHosts(designs, options, instruments, Optional.of(workers));
  }

  private StudyHosts(
      Designs designs, StudyOptions options, Instruments instruments, Optional<Workers> workers) {
    String identity = workers.isPresent() ? StudyWorker.identity(designs) : "";
    // Other designs run between two samples, and use the caches.
    boolean rewarms = designs.distinct().size() > 1;
    for (InferenceRuntime runtime : options.runtimes()) {
      hosts.put(
          runtime,
          workers.isPresent()
              ? worker(runtime, identity, designs, workers.orElseThrow())
              : new LocalHost(
                  new StudyWorkload(designs, runtime, options.run(), options.seed()),
                  instruments,
                  options.run().threads(),
                  rewarms,
                  options.seed()));
    }
  }

  private Host worker(InferenceRuntime runtime, String identity, Designs designs, Workers workers) {
    try {
      return new WorkerHost(
          runtime.name(),
          identity,
          StudyWorker.designs(designs),
          workers.start(runtime),
          WorkerHost.PATIENCE);
    } catch (IOException e) {
      close(); // closes the workers that were started before
      throw new HostException("no process for " + runtime.name() + ": " + e.getMessage());
    }
  }

  /** Where a runtime of the study runs. */
  Host of(InferenceRuntime runtime) {
    return Objects.requireNonNull(hosts.get(runtime), runtime::name);
  }

  @Override
  public void close() {
    hosts.values().forEach(Host::close);
  }
}
