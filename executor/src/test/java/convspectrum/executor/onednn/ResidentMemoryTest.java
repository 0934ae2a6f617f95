package convspectrum.executor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that is closed gives back the memory that it had outside the Java heap. */
class ResidentMemoryTest {
  private static final int CYCLES = 500;

  /** Cycles after which caches and heap are as large as they become. */
  private static final int BEFORE = 200;

  /** What 500 programs of some 3 MB each may leave behind. */
  private static final long MOST_GROWTH = 64 << 20;

  @Test
  void fiveHundredProgramsLeaveLittleBehind() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(
            List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"), Probe.class.getName(), List.of());
    LastWords words = new LastWords(process);
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(words.afterEnd().orElse("")).isZero();
    assertThat(Long.parseLong(answer)).isLessThan(MOST_GROWTH);
  }

  /** The other process: prints by how many bytes its resident memory grew. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws IOException {
      long start = 0;
      for (int i = 0; i < BEFORE + CYCLES; i++) {
        if (i == BEFORE) {
          start = residentBytes();
        }
        Graph graph = graph(16 + i);
        try (Program program =
            new OneDnnRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
          program.run(SeededInputs.of(graph, 1), Signature.of(graph).newOutputs());
        }
      }
      System.out.println(residentBytes() - start);
    }

    /** Its layers are equal to those of no other number of channels, so that no cache knows it. */
    private static Graph graph(int channels) {
      GraphBuilder builder = new GraphBuilder("channels " + channels);
      Node x = builder.input("x", Shape.of(1, channels, 14, 14));
      Node conv = builder.add("conv", new Op.Conv(channels, Window.same(1), 1, true), x);
      Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), conv);
      Node depthwise =
          builder.add("depthwise", new Op.Conv(channels, Window.same(3), channels, true), relu);
      return builder.build(builder.add("sum", new Op.Add(), depthwise, x));
    }

    /** The second number of {@code /proc/self/statm}, in pages of 4 KiB. */
    private static long residentBytes() throws IOException {
      String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
      return Long.parseLong(pages[1]) * 4096;
    }
  }
}
