package convspectrum.spark;

import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.NoClusterException;
import convspectrum.search.work.WorkRunnerProvider.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a worker needs to take up work. Spark itself waits for ever where no worker has so much, and
 * says nothing.
 *
 * @param cores of an executor: so many as the settings say, else those of a task
 * @param mib memory of an executor
 */
record Demand(int cores, int mib) {
  static final String EXECUTOR_CORES = "spark.executor.cores";
  static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String TASK_CORES = "spark.task.cpus";
  private static final String MOST_CORES = "spark.cores.max";
  private static final int SHOWN = 5;

  /**
   * What a worker has.
   *
   * @param host its name
   * @param mib memory for executors
   */
  record Offer(String host, int cores, int mib) {
    @Override
    public String toString() {
      return "%s with %s and %d MiB".formatted(host, words(cores), mib);
    }
  }

  /**
   * Refuses numbers of cores with which no task could ever begin.
   *
   * @return the cores that an executor needs
   * @throws NoClusterException with the setting, what it would have to be, and what to try
   */
  static int cores(Request request) {
    Map<String, String> settings = request.settings();
    // Measuring has one thread for Spark, whatever a task is said to have.
    int ofTask = Integer.parseInt(settings.getOrDefault(TASK_CORES, "" + request.threads()));
    int ofExecutor = requireAtLeast(request, EXECUTOR_CORES, ofTask, "a task has " + words(ofTask));
    String needed = "an executor has " + words(ofExecutor);
    requireAtLeast(request, MOST_CORES, ofExecutor, needed);
    switch (request.address()) {
      case ClusterAddress.Threads(String text, Optional<Integer> count) -> {
        int threads = count.orElse(Runtime.getRuntime().availableProcessors());
        if (threads < ofTask) {
          throw new NoClusterException(
              "--on %s%s: found %s; expected %d at least, since a task has so many; try --on 'local[%d]'; nothing was computed"
                  .formatted(text, Settings.typed(settings), words(threads), ofTask, ofTask));
        }
      }
      case ClusterAddress.Processes processes -> {
        if (processes.cores() < ofExecutor) {
          throw new NoClusterException(
              "--on %s%s: found workers with %s; expected %d at least, since %s; try --on '%s'; nothing was computed"
                  .formatted(
                      processes.text(),
                      Settings.typed(settings),
                      words(processes.cores()),
                      ofExecutor,
                      needed,
                      processes.withCores(ofExecutor)));
        }
      }
      case ClusterAddress.Masters _ -> {} // only its workers know
    }
    return ofExecutor;
  }

  private static int requireAtLeast(Request request, String name, int least, String reason) {
    String found = request.settings().get(name);
    if (found == null) {
      return least;
    }
    if (!found.strip().matches("[0-9]{1,9}") || Integer.parseInt(found.strip()) < least) {
      throw new NoClusterException(
          "--spark %s=%s: expected a whole number from %d on, since %s; try --spark %s=%d, or the command without it; nothing was computed"
              .formatted(name, found, least, reason, name, least));
    }
    return Integer.parseInt(found.strip());
  }

  /**
   * What is wrong where none of these workers has so much, and what to try; empty where one has, or
   * where there are none.
   */
  Optional<String> unmet(List<Offer> offers) {
    if (offers.isEmpty() || offers.stream().anyMatch(this::isMetBy)) {
      return Optional.empty();
    }
    // Of those that have the cores.
    OptionalInt most =
        offers.stream().filter(one -> one.cores() >= cores).mapToInt(Offer::mib).max();
    return Optional.of(
        "an executor needs %s and %d MiB, and no worker has so much: found %s; try %s"
            .formatted(
                words(cores),
                mib,
                listed(offers),
                most.isEmpty()
                    ? "fewer threads of a task, or a smaller " + EXECUTOR_CORES
                    : "--spark %s=%dm".formatted(EXECUTOR_MEMORY, most.getAsInt())));
  }

  private boolean isMetBy(Offer offer) {
    return offer.cores() >= cores && offer.mib() >= mib;
  }

  /** The first of some workers. */
  static String listed(List<Offer> offers) {
    return offers.stream().limit(SHOWN).map(Offer::toString).collect(Collectors.joining(", "))
        + (offers.size() > SHOWN ? " and %d more".formatted(offers.size() - SHOWN) : "");
  }

  /** A number of cores. */
  static String words(int cores) {
    return cores == 1 ? "1 core" : cores + " cores";
  }
}
