package convspectrum.bench;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.Totals;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Space;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times the way from YAML to graph and counts: the designs of a space on one core, and a network.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DesignBenchmark {
  private static final long STRIDE = 7_919; // prime to the million, so that every design comes

  private final Spec threeBlocks = Specs.threeBlocks();
  private final Space space = threeBlocks.space();
  private final long size = space.size().longValueExact();
  private final Spec xception = Specs.xception();
  private final Graph xceptionGraph = xception.graph(xception.defaults());
  private long number;

  /**
   * Builds another design of three blocks each time: its graph with shapes, parameters and MACs.
   */
  @Benchmark
  public Totals design() {
    return Totals.of(threeBlocks.graph(next()));
  }

  /** Builds the graph alone. */
  @Benchmark
  public Graph designGraph() {
    return threeBlocks.graph(next());
  }

  /** Computes every count of every node of Xception, 168 ops; target: 100 µs or less. */
  @Benchmark
  public NetworkCost xceptionCost() {
    return NetworkCost.of(xceptionGraph, CostOptions.DEFAULT);
  }

  /** Builds Xception's graph from its parsed spec. */
  @Benchmark
  public Graph xceptionGraph() {
    return xception.graph(xception.defaults());
  }

  /** Parses and checks Xception's spec. */
  @Benchmark
  public Spec xceptionSpec() {
    return Specs.xception();
  }

  private Design next() {
    number = (number + STRIDE) % size;
    return space.design(BigInteger.valueOf(number));
  }
}
