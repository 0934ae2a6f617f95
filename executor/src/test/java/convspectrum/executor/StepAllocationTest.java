package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.VectorRuntime;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What runs around the kernels makes no objects. Whether the optimising compiler removes one
 * differs from machine to machine, so that a test of the optimised code may pass where another
 * fails: here it is off, in a process of its own, and kernels are of plain floats.
 */
class StepAllocationTest {
  private static final int RUNS = 10;

  /** Classes are loaded and compiled in the first. */
  private static final int MOST_ATTEMPTS = 20;

  @Test
  void noStepAllocatesEvenWithoutTheOptimisingCompiler() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(List.of("-XX:TieredStopAtLevel=1"), Probe.class.getName(), List.of());
    LastWords words = new LastWords(process);
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as(words.afterEnd().orElse("")).isZero();
    assertThat(lines).containsExactly(2 * graphs().size() + " programs");
  }

  /** Of every op, with the products of the sizes of attention. */
  private static List<Graph> graphs() {
    List<Graph> graphs = new ArrayList<>(OpGraphs.all());
    graphs.addAll(VectorOpsTest.attention());
    return graphs;
  }

  /** The other process: a line for each program that allocates, and the number of programs. */
  static final class Probe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Probe() {}

    public static void main(String[] arguments) {
      int programs = 0;
      for (Graph graph : graphs()) {
        for (boolean winograd : new boolean[] {false, true}) {
          long fewest = fewest(graph, new RunOptions(1, winograd));
          if (fewest > 0) {
            System.out.printf("%s allocates %d bytes in %d runs%n", graph.name(), fewest, RUNS);
          }
          programs++;
        }
      }
      System.out.println(programs + " programs");
    }

    private static long fewest(Graph graph, RunOptions options) {
      List<Tensor> inputs = SeededInputs.of(graph, 1);
      List<Tensor> outputs = Signature.of(graph).newOutputs();
      VectorRuntime runtime = new VectorRuntime(Lanes.SCALAR);
      try (Program program = runtime.compile(graph, new SeededWeights(1), options)) {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < MOST_ATTEMPTS && fewest > 0; i++) {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          for (int run = 0; run < RUNS; run++) {
            program.run(inputs, outputs);
          }
          fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
      }
    }
  }
}
