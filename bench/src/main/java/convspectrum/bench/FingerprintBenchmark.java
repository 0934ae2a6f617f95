package convspectrum.bench;

import convspectrum.spec.canonical.Fingerprint;
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

/** Times fingerprints of three blocks (12 ops), a separable network (136) and 15 cells (300). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FingerprintBenchmark {
  private final Graph blocks = Graphs.threeBlocks(8);
  private final Graph network = Graphs.separableNetwork(10);
  private final Graph cells = Graphs.cells();

  /** Computes the fingerprint of three blocks. */
  @Benchmark
  public Fingerprint blocks() {
    return Fingerprint.of(blocks);
  }

  /** Computes the fingerprint of a separable network. */
  @Benchmark
  public Fingerprint network() {
    return Fingerprint.of(network);
  }

  /** Computes the fingerprint of fifteen cells whose parallel edges look alike. */
  @Benchmark
  public Fingerprint cells() {
    return Fingerprint.of(cells);
  }
}
