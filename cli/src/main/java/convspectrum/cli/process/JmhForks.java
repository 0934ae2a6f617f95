package convspectrum.cli.process;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.jmh.Forks;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.search.study.ForkStarter;
import convspectrum.spec.file.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times designs in forks that JMH starts, one design and one fork at a call, so that the order of
 * forks is the caller's. Holds JMH's lock on the machine for as long as it is open.
 */
public final class JmhForks implements ForkStarter, AutoCloseable {
  /** The system property that tells a fork the file of its request. */
  public static final String REQUEST = "convspectrum.fork";

  /**
   * In a fork the design is steady before JMH begins; this time warms up the loop of JMH itself.
   */
  private static final TimeValue WARM_UP = TimeValue.milliseconds(20);

  /** ONNX Runtime 1.29 crashes under a command line of more than 4 KiB. */
  private static final int LONGEST_CLASS_PATH = 1000;

  private static final long PATIENCE_AT_END_MILLIS = 50;

  private final List<String> arguments;
  private final Class<?> benchmark;
  private final JmhLock lock = JmhLock.take();
  private final List<Path> requests = new ArrayList<>();
  private final JmhResults results = new JmhResults();

  /**
   * Forks that lay out their designs by the words of a command line.
   *
   * @param benchmark has a method {@code pass} that JMH times
   * @throws HostException where another JMH measures on this machine
   */
  public JmhForks(List<String> arguments, Class<?> benchmark) {
    this.arguments = List.copyOf(arguments);
    this.benchmark = benchmark;
  }

  /** What JMH found, up to now. */
  public JmhResults results() {
    return results;
  }

  @Override
  public Forks of(InferenceRuntime runtime, JmhProtocol protocol, String identity) {
    Path file;
    try {
      file = TemporaryFolder.create("fork").resolve("request.properties");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requests.add(file);
    new ForkRequest(
            arguments, identity, protocol.warmUp(), protocol.steadiness(), protocol.pinned())
        .write(file);
    List<String> options = new ArrayList<>(JavaProcess.options(runtime.jvmOptions()));
    options.add("-D" + REQUEST + "=" + file);
    if (System.getProperty("java.class.path").length() > LONGEST_CLASS_PATH) {
      options.add("-Djmh.separateClasspathJAR=true");
    }
    return design -> {
      RunResult result = run(options(runtime.name(), design, protocol, options));
      results.add(runtime.name(), design, result);
      return fork(result.getBenchmarkResults().iterator().next());
    };
  }

  private Options options(String runtime, String design, JmhProtocol protocol, List<String> jvm) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(benchmark.getName() + ".pass") + "$")
        .param("runtime", runtime)
        .param("design", design)
        .forks(1)
        .warmupIterations(1)
        .warmupTime(WARM_UP)
        .measurementIterations(protocol.iterations())
        .measurementTime(TimeValue.milliseconds(protocol.iteration().toMillis()))
        .jvmArgs(jvm.toArray(String[]::new))
        .shouldFailOnError(true)
        .build();
  }

  /** In a thread of its own: JMH leaves the fork alive where its thread is interrupted. */
  private static RunResult run(Options options) throws InterruptedException {
    Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(said, false, StandardCharsets.UTF_8);
    Runner runner =
        new Runner(options, OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL));
    FutureTask<RunResult> task = new FutureTask<>(runner::runSingle);
    Thread thread = Thread.ofPlatform().daemon().name("jmh").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      end(thread, others);
      throw e;
    } catch (ExecutionException e) {
      log.flush();
      throw new HostException(
          JmhFailure.reason(
              Objects.requireNonNull(e.getCause()), said.toString(StandardCharsets.UTF_8)));
    }
  }

  /** Ends forks until JMH has noticed: one may just be starting. */
  private static void end(Thread jmh, Set<ProcessHandle> others) {
    boolean interrupted = false;
    while (jmh.isAlive()) {
      ProcessHandle.current()
          .children()
          .filter(child -> !others.contains(child))
          .forEach(ProcessHandle::destroyForcibly);
      try {
        jmh.join(PATIENCE_AT_END_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // remembered until JMH has ended
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Forks.Fork fork(BenchmarkResult result) {
    List<IterationResult> iterations = List.copyOf(result.getIterationResults());
    IterationResult last = iterations.getLast();
    return new Forks.Fork(
        iterations.stream()
            .map(one ->
                new Forks.Iteration(one.getPrimaryResult().getScore(), counter(one, "takenAway")))
            .toList(),
        Optional.ofNullable(result.getMetadata())
            .map(data -> Math.toIntExact(data.getMeasurementOps()))
            .orElse(iterations.size()),
        new WarmUp(
            (int) counter(last, "warmUpPasses"),
            counter(last, "warmUpSeconds"),
            counter(last, "steady") == 1),
        counter(last, "cpuSeconds"),
        (long) iterations.stream().mapToDouble(one -> counter(one, "involuntarySwitches")).sum());
  }

  private static double counter(IterationResult iteration, String name) {
    Result<?> found = iteration.getSecondaryResults().get(name);
    return Objects.requireNonNull(found, name).getScore();
  }

  @Override
  public void close() {
    lock.close();
    for (Path request : requests) {
      try {
        TemporaryFolder.release(Objects.requireNonNull(request.getParent()));
      } catch (IOException e) {
        // The next process deletes what is left.
      }
    }
  }
}
