package convspectrum.spark;

import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.VectorOptions;
import convspectrum.search.fleet.Fleet;
import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.NoClusterException;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.WorkRunnerProvider.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** A Spark application: its settings, its start, and what is wrong where it does not start. */
final class Application {
  private static final String OPTIONS = "spark.executor.extraJavaOptions";
  private static final String LISTENERS = "spark.extraListeners";
  private static final long WAIT_MILLIS = 50;

  private final Request request;
  private final String address;
  private final boolean processes;

  Application(Request request) {
    this.request = request;
    this.address = request.address().text();
    this.processes = !(request.address() instanceof ClusterAddress.Threads);
  }

  /**
   * Starts it.
   *
   * @throws NoClusterException where nobody answers, or no executor comes
   */
  WorkRunner start() {
    Settings.check(request.settings(), false);
    // A task of ours tells what is wrong as its result; when it has failed otherwise as often as it
    // may, TaskFailures says, which knows of executors that never began.
    SparkContext context =
        started(conf ->
            conf.setIfMissing(TaskFailures.ATTEMPTS, Integer.toString(TaskFailures.ENDLESS)));
    return new SparkRunner(
        context, request.address(), processes, request.notes(), () -> end(context));
  }

  /**
   * Starts it, so that its executors can be told apart.
   *
   * @throws NoClusterException where nobody answers, or no executor comes
   */
  Fleet startFleet() {
    Settings.check(request.settings(), true);
    // A time belongs to its machine: no other one stands in.
    SparkContext context =
        started(conf ->
            conf.set(TaskFailures.ATTEMPTS, "1")
                .set("spark.speculation", "false")
                .set("spark.dynamicAllocation.enabled", "false")
                .set("spark.locality.wait", "1h"));
    return new SparkFleet(context, processes, () -> end(context));
  }

  private SparkContext started(Consumer<SparkConf> more) {
    int cores = Demand.cores(request);
    if (request.address() instanceof ClusterAddress.Masters masters) {
      Reachable.requireAny(masters);
    }
    Settings.note(request.settings(), request.notes());
    SparkConf conf = conf();
    more.accept(conf);
    SparkContext context = context(conf);
    if (processes) {
      awaitExecutor(context, cores);
    }
    return context;
  }

  private SparkConf conf() {
    SparkConf conf =
        new SparkConf(false)
            .setMaster(address)
            .setAppName("convspectrum")
            .set("spark.ui.enabled", "false")
            .set("spark.task.cpus", Integer.toString(request.threads()))
            // A worker's results are checked, and what it computes does not depend on the order.
            .set("spark.locality.wait", "0")
            // Results are taken one by one, and written or passed on: their sum is never in memory.
            .set("spark.driver.maxResultSize", "0")
            .set("spark.log.structuredLogging.enabled", "false");
    if (request.address() instanceof ClusterAddress.Processes local) {
      conf.set(Demand.EXECUTOR_MEMORY, local.mib() + "m")
          .set("spark.driver.host", "localhost")
          .set("spark.driver.bindAddress", "localhost");
    }
    if (processes) {
      conf.set("spark.jars", String.join(",", jars()));
    }
    request.settings().forEach(conf::set);
    String theirs = request.settings().get(LISTENERS);
    conf.set(LISTENERS, ExecutorWatch.class.getName() + (theirs == null ? "" : "," + theirs));
    if (processes) {
      // The user's come after ours, without which vectors cannot be computed on.
      conf.set(
          OPTIONS,
          (executorOptions() + " " + request.settings().getOrDefault(OPTIONS, "")).strip());
    }
    return conf;
  }

  /** What a process of ours gets that computes on vectors, but for its memory, which Spark sets. */
  private static String executorOptions() {
    List<String> options =
        JavaProcess.options(VectorOptions.JVM).stream()
            .filter(word -> !word.startsWith("-Xmx"))
            .toList();
    return String.join(" ", options);
  }

  /** The jars of this program, which executors fetch from here. */
  private static List<String> jars() {
    return List.of(jar(Request.class), jar(Application.class));
  }

  private static String jar(Class<?> of) {
    Path place =
        Path.of(
            java.net.URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString()));
    if (!place.toString().endsWith(".jar")) {
      throw new NoClusterException(
          "found classes in the folder %s, which other processes cannot fetch; expected convspectrum.jar; try the launcher, or local[2]"
              .formatted(place));
    }
    return place.toString();
  }

  private SparkContext context(SparkConf conf) {
    CompletableFuture<SparkContext> started = new CompletableFuture<>();
    Thread starting =
        Thread.ofPlatform()
            .daemon()
            .name("spark-start")
            .start(() -> {
              try {
                started.complete(new SparkContext(conf));
              } catch (Throwable e) {
                started.completeExceptionally(e);
              }
            });
    Patience patience = new Patience(starting);
    while (true) {
      try {
        return started.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        patience.check(address);
      } catch (ExecutionException e) {
        throw new NoClusterException(
            "--on %s%s: Spark does not start: %s; nothing was computed"
                .formatted(
                    address,
                    Settings.typed(request.settings()),
                    FailureWords.ofStart(Objects.requireNonNullElse(e.getCause(), e))),
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoClusterException("interrupted before Spark had started");
      }
    }
  }

  private void awaitExecutor(SparkContext context, int cores) {
    boolean there = false;
    try {
      new FirstExecutor(context, request, new Demand(cores, context.executorMemory())).await();
      there = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoClusterException("interrupted before a worker took up work");
    } finally {
      if (!there) {
        end(context);
      }
    }
  }

  /** Spark waits for threads when it stops, which an interrupted thread cannot. */
  private static void end(SparkContext context) {
    boolean interrupted = Thread.interrupted();
    SparkLog.silently(context::stop);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
