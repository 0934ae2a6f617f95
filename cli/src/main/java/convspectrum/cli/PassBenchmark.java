package convspectrum.cli;

import convspectrum.cli.process.ForkRequest;
import convspectrum.cli.process.ForkedDesigns;
import convspectrum.cli.process.JmhForks;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.measure.host.LocalProgram;
import convspectrum.executor.measure.host.WarmUp;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The time of a pass of one design on one runtime, for the protocol {@code jmh}: the only benchmark
 * of this program. It lives in a fork that {@link JmhForks} started, and finds there what it is to
 * run by the system property {@value JmhForks#REQUEST}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PassBenchmark {
  private static final ActivityMeter METER = ActivityMeter.system();
  private static final long IDLE_NANOS = 50_000_000;
  private static final long LONGEST_SETTLING_NANOS = 1_000_000_000;

  /** The runtime's name. */
  @Param("")
  public String runtime = "";

  /** The design's label. */
  @Param("")
  public String design = "";

  private Runnable pass = () -> {};
  private Runnable end = () -> {};
  private WarmUp warmUp = new WarmUp(0, 0, false);

  /** How an iteration went, beside its time. JMH keeps it with its results. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Conduct {
    /** Passes that the design was warmed up by, before JMH began. */
    public double warmUpPasses;

    /** Seconds that these passes took. */
    public double warmUpSeconds;

    /** 1 if the design was steady then, otherwise 0. */
    public double steady;

    /** The share of the iteration for which the kernel gave the CPU to others. */
    public double takenAway;

    /** Number of times that the kernel gave the CPU to others. */
    public double involuntarySwitches;

    /** CPU time of the process up to the end of the iteration. */
    public double cpuSeconds;

    private long startNanos;
    private long startCpuNanos;
    private long startSwitches;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      startSwitches = METER.involuntarySwitchesOfThread();
      startCpuNanos = threadCpuNanos();
      startNanos = System.nanoTime();
    }

    /** Ends the iteration. */
    @TearDown(Level.Iteration)
    public void end(PassBenchmark benchmark) {
      long nanos = System.nanoTime() - startNanos;
      long cpuNanos = threadCpuNanos() - startCpuNanos;
      involuntarySwitches = METER.involuntarySwitchesOfThread() - startSwitches;
      // A thread that waits for its helpers gives the CPU up by itself; that is not taking away.
      takenAway = involuntarySwitches == 0 ? 0 : Math.clamp(1 - cpuNanos / (double) nanos, 0, 1);
      cpuSeconds = METER.processCpuNanos() / 1e9;
      warmUpPasses = benchmark.warmUp.passes();
      warmUpSeconds = benchmark.warmUp.seconds();
      steady = benchmark.warmUp.steady() ? 1 : 0;
    }

    private static long threadCpuNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  /** Compiles the design, pins this thread as {@code quick} does, and warms up until steady. */
  @Setup
  public void prepare() {
    ForkRequest request = ForkRequest.read(Path.of(System.getProperty(JmhForks.REQUEST, "")));
    ForkedDesigns designs =
        ForkedDesigns.of(request, runtime, (out, words) -> Main.run(out, out, words));
    LocalHost made = designs.host();
    LocalProgram compiled = made.compile(design);
    if (request.pinned()) {
      made.pin(); // only now: threads that compiling starts would inherit the one CPU
    }
    warmUp =
        compiled.warmUp(request.warmUp().toNanos(), request.steadiness(), () -> false).warmUp();
    made.collectGarbage();
    settle(compiled);
    pass = compiled::pass;
    end =
        () -> {
          compiled.close();
          made.close();
        };
  }

  /**
   * Runs passes until the compiler has had nothing to do for a while: what it compiles after the
   * warm-up is the code that laid out the design, and beside it a pass takes longer.
   */
  private static void settle(LocalProgram program) {
    long now = System.nanoTime();
    long end = now + LONGEST_SETTLING_NANOS;
    long idleSince = now;
    long compiled = compileMillis();
    while (now < end && now - idleSince < IDLE_NANOS) {
      program.pass();
      now = System.nanoTime();
      long total = compileMillis();
      if (total != compiled) {
        compiled = total;
        idleSince = now;
      }
    }
  }

  private static long compileMillis() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  /** A pass that is not timed, as before a sample of {@code quick}: JMH has had the caches. */
  @Setup(Level.Iteration)
  public void rewarm() {
    pass.run();
  }

  /** Ends the program's threads. */
  @TearDown
  public void close() {
    end.run();
  }

  /** A forward pass. */
  @Benchmark
  public void pass(Conduct conduct) {
    pass.run();
  }
}
