package convspectrum.spark;

import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.NoClusterException;
import convspectrum.search.work.WorkRunnerProvider.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * Waits until an executor has come that can take up a task, and says what is wrong where none does.
 */
final class FirstExecutor {
  private static final Duration MOST = Duration.ofSeconds(60);

  /** Executors of a cluster that is well come by then; else its master is asked. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final long WAIT_MILLIS = 50;

  private final SparkContext context;
  private final Request request;
  private final Demand demand;
  private Optional<MasterState> state = Optional.empty();

  /**
   * Of an application that has started.
   *
   * @param demand what a worker needs for it
   */
  FirstExecutor(SparkContext context, Request request, Demand demand) {
    this.context = context;
    this.request = request;
    this.demand = demand;
  }

  /**
   * Waits.
   *
   * @throws NoClusterException where no worker can take up work, or none does in a minute
   */
  void await() throws InterruptedException {
    long begin = System.nanoTime();
    long asking = begin + SOON.toNanos();
    while (ExecutorWatch.there().stream().noneMatch(one -> one.cores() >= demand.cores())) {
      long now = System.nanoTime();
      if (context.isStopped() || now - begin > MOST.toNanos()) {
        throw none();
      }
      if (now - asking >= 0 && request.address() instanceof ClusterAddress.Masters masters) {
        state = MasterState.ask(context, masters).or(() -> state);
        Optional<String> unmet = demand.unmet(state.map(MasterState::workers).orElse(List.of()));
        if (unmet.isPresent()) {
          throw new NoClusterException(
              "--on %s%s: %s; nothing was computed"
                  .formatted(
                      request.address().text(),
                      Settings.typed(request.settings()),
                      unmet.orElseThrow()));
        }
        asking = System.nanoTime() + AGAIN.toNanos();
      }
      Thread.sleep(WAIT_MILLIS);
    }
  }

  private NoClusterException none() {
    return new NoClusterException(
        "--on %s%s: no worker took up work%s%s; expected one with %s free, enough memory, Java %d with its module jdk.incubator.vector, and a way to this machine by the name %s; try --spark spark.executor.memory=1g, --spark spark.driver.host=NAME by which workers reach this machine, and look into the logs of the workers; nothing was computed"
            .formatted(
                request.address().text(),
                Settings.typed(request.settings()),
                // A master gives up an application whose executors all end at once.
                context.isStopped() ? "" : " within " + MOST.toSeconds() + " s",
                state.map(FirstExecutor::words).orElse(""),
                Demand.words(demand.cores()),
                Runtime.version().feature(),
                context.conf().get("spark.driver.host")));
  }

  private static String words(MasterState state) {
    if (state.workers().isEmpty()) {
      return "; the master has no worker";
    }
    return "; the master has %s%s"
        .formatted(
            Demand.listed(state.workers()),
            switch (state.others()) {
              case 0 -> "";
              case 1 -> ", and another application that may hold them";
              default -> ", and %d other applications that may hold them".formatted(state.others());
            });
  }
}
