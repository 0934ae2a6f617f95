package convspectrum.bench;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.Totals;
import convspectrum.costmodel.convention.Convention;
import convspectrum.spec.graph.Graph;
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

/** Times counting: a network of 136 ops in full, and three blocks in parameters and MACs alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CostBenchmark {
  private static final CostOptions FOLDED =
      new CostOptions(Convention.PAPER, true, DataType.FLOAT32);

  private final Graph network = Graphs.separableNetwork(10);
  private final Graph blocks = Graphs.threeBlocks(8);

  /** Computes every count of every node, memory included. */
  @Benchmark
  public NetworkCost network() {
    return NetworkCost.of(network, CostOptions.DEFAULT);
  }

  /** Computes the same after folding batch norms, which builds a new graph. */
  @Benchmark
  public NetworkCost networkFolded() {
    return NetworkCost.of(network, FOLDED);
  }

  /** Counts parameters and MACs of the network. */
  @Benchmark
  public Totals networkTotals() {
    return Totals.of(network);
  }

  /** Counts parameters and MACs of 13 nodes, as in a sweep. */
  @Benchmark
  public Totals blocksTotals() {
    return Totals.of(blocks);
  }
}
