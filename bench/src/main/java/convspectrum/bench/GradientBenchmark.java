package convspectrum.bench;

import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds that one op takes in the gradient engine over a batch of 32, forwards, and forwards
 * then backwards to its weights and its input. The time includes the change of layout of inputs and
 * outputs, which is all that an op of {@code identity} takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GradientBenchmark {
  private static final int BATCH = 32;

  /**
   * The ops that are run, in the notation of {@link Ops}: those of NAS-Bench-201 at three
   * resolutions.
   */
  @Param({
    "1 3x3 1 16@32",
    "1 3x3 1 32@16",
    "1 3x3 1 64@8",
    "1 1x1 1 16@32",
    "1 1x1 1 64@8",
    "1 3x3 2 16@32",
    "norm 1x1 1 16@32",
    "relu 1x1 1 16@32",
    "average 3x3 1 16@32",
    "identity 1x1 1 16@32"
  })
  public String op = "";

  @Param({"FLOAT32"})
  public Precision precision = Precision.FLOAT32;

  private double[] input = {};
  private double[] slope = {};
  private BatchProgram program =
      Gradients.compile(Ops.graph("identity 1x1 1 1@1"), new SeededWeights(1), Precision.FLOAT32);

  /** Creates the program and its input. */
  @Setup
  public void compile() {
    Graph graph = Ops.graph(op, BATCH);
    program = Gradients.compile(graph, new SeededWeights(1), precision);
    float[] data = SeededInputs.of(graph, 1).getFirst().data();
    input = new double[data.length];
    Arrays.setAll(input, i -> data[i]);
    slope = new double[Math.toIntExact(graph.outputs().getFirst().shape().elements())];
    Arrays.fill(slope, 1);
  }

  /** Runs a forward pass with the batch's statistics. */
  @Benchmark
  public double[] forward() {
    return program.forward(input, RunMode.forward(Statistics.BATCH), Observer.NONE);
  }

  /** Runs a forward pass and a backward pass to all weights and the input. */
  @Benchmark
  public void forwardAndBackward() {
    RunMode mode = new RunMode(Statistics.BATCH, true, true, Set.of());
    program.forward(input, mode, Observer.NONE);
    program.backward(slope, Observer.NONE);
  }
}
