package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Once it is compiled, a forward pass allocates nothing on any thread: no collection of garbage
 * disturbs a measurement. In a process of its own, with the options that the runtime asks for.
 */
class AllocationTest {
  private static final int RUNS = 1_000;

  /**
   * Attempts, and time for them on a busy machine, until the compiler is done: before, registers
   * are objects.
   */
  private static final int ATTEMPTS = 30;

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  @Test
  void aThousandRunsAllocateNothing() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(new VectorRuntime().jvmOptions(), Probe.class.getName(), List.of());
    LastWords words = new LastWords(process);
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(words.afterEnd().orElse("")).isZero();
    List<String> lines = answer.lines().toList();
    assertThat(lines).hasSize(networks().size() + 1).allMatch(line -> line.endsWith(": 0 bytes"));
  }

  /** Every kind of work that has kernels. */
  private static List<Graph> networks() {
    return List.of(
        network("mobilenet-v1", 32),
        network("mobilenet-v2", 32),
        Blocks.inception(),
        Blocks.shuffle(),
        Blocks.grouped());
  }

  private static Graph network(String name, int size) {
    Spec spec = Zoo.spec(name);
    return spec.graph(spec.design(Map.of("classes", "10")), Shape.of(1, 3, size, size));
  }

  /** The other process: a line for each network and number of threads. */
  static final class Probe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Probe() {}

    public static void main(String[] arguments) {
      networks().forEach(graph -> print(graph, 1));
      // Two threads on a machine that is busy otherwise take long to meet: one small network.
      print(Blocks.grouped(), 2);
    }

    private static void print(Graph graph, int threads) {
      System.out.printf(
          "%s, %d threads: %d bytes%n", graph.name(), threads, fewest(graph, threads));
    }

    /** The fewest bytes of a thousand runs. */
    private static long fewest(Graph graph, int threads) {
      RunOptions options = new RunOptions(threads);
      List<Tensor> inputs = SeededInputs.of(graph, 1);
      List<Tensor> outputs = Signature.of(graph).newOutputs();
      try (Program program = new VectorRuntime().compile(graph, new SeededWeights(1), options)) {
        List<Thread> team = ((VectorProgram) program).workers();
        Runnable pass = program.pass(inputs, outputs);
        long fewest = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int i = 0; fewest > 0 && (i < ATTEMPTS || System.nanoTime() - start < PATIENCE); i++) {
          fewest = Math.min(fewest, allocated(pass, team));
        }
        return fewest;
      }
    }

    private static long allocated(Runnable pass, List<Thread> team) {
      long[] before = new long[team.size()];
      for (int i = 0; i < before.length; i++) {
        before[i] = THREADS.getThreadAllocatedBytes(team.get(i).threadId());
      }
      long start = THREADS.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < RUNS; run++) {
        pass.run();
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - start;
      for (int i = 0; i < before.length; i++) {
        bytes += THREADS.getThreadAllocatedBytes(team.get(i).threadId()) - before[i];
      }
      return bytes;
    }
  }
}
