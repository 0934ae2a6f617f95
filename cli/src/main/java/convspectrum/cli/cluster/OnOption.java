package convspectrum.cli.cluster;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.fleet.Fleet;
import convspectrum.search.fleet.FleetProvider;
import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.WorkRunnerProvider;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --on} of all commands whose work other machines can do. */
public final class OnOption {
  /** Settings that would change what the program decides. */
  private static final Pattern SETTING = Pattern.compile("spark\\.[A-Za-z0-9._-]+=.*");

  @Option(
      names = "--on",
      paramLabel = "MASTER",
      description =
          "Work on the machines of an Apache Spark cluster: spark://HOST:PORT,"
              + " local-cluster[WORKERS,CORES,MIB] or local[THREADS]; docs/scale.md says how. Default:"
              + " this process.")
  private @Nullable String master;

  @Option(
      names = "--spark",
      paramLabel = "NAME=VALUE",
      description =
          "With --on, a setting of Spark's, such as spark.executor.memory=8g. May be repeated.")
  private List<String> settings = List.of();

  /** Whether other machines are named. */
  public boolean isGiven() {
    return master != null;
  }

  /** Refuses what is no address, and what cannot be reached from here, before any work is done. */
  public void check() {
    if (master == null) {
      if (!settings.isEmpty()) {
        throw new UsageException(
            "--spark %s: found no --on, which it is for; expected both; try --on spark://HOST:7077"
                .formatted(settings.getFirst()));
      }
      return;
    }
    ClusterAddress.of(master);
    threadsOfNumber(1); // and all settings, on the way
    Optional<WorkRunnerProvider> provider = WorkRunnerProvider.found();
    if (provider.isEmpty()) {
      throw new UsageException(
          "--on %s: found no convspectrum-spark.jar beside this program; expected it on the class path; try the launcher ./convspectrum, which puts it there"
              .formatted(master));
    }
    provider
        .get()
        .missing()
        .ifPresent(missing -> {
          throw new UsageException("--on %s: %s".formatted(master, missing));
        });
  }

  private Map<String, String> settings() {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String setting : settings) {
      if (!SETTING.matcher(setting).matches()) {
        throw new UsageException(
            "--spark %s: expected NAME=VALUE with a name of Spark's, such as spark.executor.memory=8g"
                .formatted(setting));
      }
      int equals = setting.indexOf('=');
      byName.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return byName;
  }

  /** What Spark calls the cores that a task has. */
  private static final String TASK_CPUS = "spark.task.cpus";

  /**
   * How many threads compute one number on a cluster: so many as a task has cores there.
   *
   * @param otherwise where no setting says it
   */
  public int threadsOfNumber(int otherwise) {
    String cpus = settings().get(TASK_CPUS);
    if (cpus == null) {
      return otherwise;
    }
    if (!cpus.matches("[1-9][0-9]{0,3}")) {
      throw new UsageException(
          "--spark %s=%s: expected a whole number from 1 to 9999".formatted(TASK_CPUS, cpus));
    }
    return Integer.parseInt(cpus);
  }

  /**
   * Where the work is done: on the machines that are named, else in threads of this process.
   *
   * @param threads of this process that compute a number each
   * @param threadsOfNumber threads that compute one number together
   * @param err is told what the user should know
   */
  public WorkRunner runner(int threads, int threadsOfNumber, PrintWriter err) {
    if (master == null) {
      return new ThreadRunner(threads);
    }
    return WorkRunnerProvider.found().orElseThrow().start(request(threadsOfNumber, err));
  }

  /**
   * The machines that are named, each by itself.
   *
   * @param err is told what the user should know
   */
  public Fleet fleet(PrintWriter err) {
    return FleetProvider.found().orElseThrow().fleet(request(1, err));
  }

  private WorkRunnerProvider.Request request(int threadsOfNumber, PrintWriter err) {
    return new WorkRunnerProvider.Request(
        ClusterAddress.of(Objects.requireNonNull(master)),
        threadsOfNumber,
        settings(),
        note -> err.println("note: " + note));
  }
}
