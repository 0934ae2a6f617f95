package convspectrum.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master of Spark and workers of a core each, in processes of this machine. */
final class StandaloneCluster implements AutoCloseable {
  private static final int SECONDS = 180;

  /** What a master says once it listens. */
  private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");

  private final Path home;
  private final String address;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts a cluster.
   *
   * @param home a folder whose {@code jars} holds Spark's jars
   */
  StandaloneCluster(Path home, int workers) throws IOException, InterruptedException {
    this(home, Collections.nCopies(workers, Map.of()));
  }

  /**
   * Starts a cluster.
   *
   * @param home a folder whose {@code jars} holds Spark's jars
   * @param environments of each worker, beside those of this process
   */
  StandaloneCluster(Path home, List<Map<String, String>> environments)
      throws IOException, InterruptedException {
    this.home = home;
    try {
      start(
          Map.of(),
          "master.Master",
          "--host",
          "localhost",
          "--port",
          "0", // any that is free
          "--webui-port",
          "0");
      address = awaitMaster();
      for (int i = 1; i <= environments.size(); i++) {
        start(
            environments.get(i - 1),
            "worker.Worker",
            "--host",
            "localhost",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            home.resolve("work" + i).toString(),
            address);
      }
      awaitWorkers(environments.size());
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  String address() {
    return address;
  }

  private void start(Map<String, String> environment, String name, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-cp", home.resolve("jars") + "/*"));
    words.add("org.apache.spark.deploy." + name);
    words.addAll(List.of(arguments));
    Path log = home.resolve(name + processes.size() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    processes.add(builder.start());
  }

  /** Waits until the master listens, and returns its address. */
  private String awaitMaster() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      String log = Files.readString(home.resolve("master.Master0.log"));
      Matcher started = STARTED.matcher(log);
      if (started.find()) {
        return started.group(1);
      }
      if (System.nanoTime() > end || !processes.getFirst().isAlive()) {
        throw new IOException("no master came: " + log);
      }
      Thread.sleep(200);
    }
  }

  /** Until then they use the cores that a command would need to reach the master in time. */
  private void awaitWorkers(int workers) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      String log = Files.readString(home.resolve("master.Master0.log"));
      if (log.lines().filter(line -> line.contains("Registering worker")).count() >= workers) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException("no workers came: " + log);
      }
      Thread.sleep(200);
    }
  }

  @Override
  public void close() {
    // Workers first: they would look for their master.
    for (Process process : processes.reversed()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
