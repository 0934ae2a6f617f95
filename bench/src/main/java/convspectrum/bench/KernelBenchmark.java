package convspectrum.bench;

import convspectrum.costmodel.Totals;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.VectorRuntime;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Passes a second of one op in the runtime {@code vector}, and the GFLOP/s of its convolutions,
 * with two FLOPs per multiply-accumulate. The options of the virtual machine are those that the
 * runtime requires.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      "-XX:-UseFPUForSpilling",
      "-XX:+UseG1GC",
      "-XX:G1HeapRegionSize=1m",
      "-XX:+UseTransparentHugePages"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  /**
   * The ops that are run, in the notation of {@link Ops}: dense, depthwise or a number of groups;
   * kernel, stride, channels and size. The families are GEMM, depthwise, groups in lanes, pools and
   * pointwise work.
   */
  @Param({
    "dense 1x1 1 728@19",
    "dense 1x1 1 128@56",
    "dense 3x3 1 64@56",
    "dense 3x3 1 256@14",
    "dense 3x3 2 128@28",
    "dense 7x7 2 3@224",
    "dense 1x7 1 192@17",
    "depthwise 3x3 1 728@19",
    "depthwise 3x3 2 64@112",
    "depthwise 5x5 1 128@56",
    "2 3x3 1 728@19",
    "14 3x3 1 728@19",
    "56 3x3 1 728@19",
    "104 3x3 1 728@19",
    "364 3x3 1 728@19",
    "32 3x3 1 256@56",
    "16 3x3 1 64@112",
    "max 3x3 2 64@112",
    "average 3x3 1 288@35",
    "global 1x1 1 2048@10",
    "sum 1x1 1 256@56",
    "silu 1x1 1 256@56",
    "norm 1x1 1 256@56"
  })
  public String op = "";

  private Graph graph = Ops.graph("dense 1x1 1 1@1");
  private Program program = compile(graph);
  private Runnable pass = () -> {};

  /** Counts the work of passes. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    /** Work in 10⁹ operations, so that its throughput is in GFLOP/s. */
    public double gflops;

    /** Resets the count for a new iteration. */
    @Setup(Level.Iteration)
    public void reset() {
      gflops = 0;
    }
  }

  private double gflopsOfPass;

  /** Compiles the op, and warms up its kernels. */
  @Setup
  public void compile() {
    program.close();
    graph = Ops.graph(op);
    program = compile(graph);
    pass = program.pass(SeededInputs.of(graph, 1), Signature.of(graph).newOutputs());
    gflopsOfPass = 2e-9 * Totals.of(graph).macs();
  }

  private static Program compile(Graph graph) {
    return new VectorRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD);
  }

  /** Ends the program's threads. */
  @TearDown
  public void close() {
    program.close();
  }

  /** Runs a forward pass. */
  @Benchmark
  public void pass(Work work) {
    pass.run();
    work.gflops += gflopsOfPass;
  }
}
