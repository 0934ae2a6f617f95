package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A profile has one row for a composite, and says whether a kernel or its parts computed it. */
class ExpandedProgramTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);

  @Test
  void aVolumeIsComputedByParts() {
    GraphBuilder builder = new GraphBuilder("volume");
    Op conv = new ConvNd(4, Collections.nCopies(3, new Slide(3, 1, 1, 1, 1)), 1, true);
    Node x = builder.input("x", Shape.of(1, 2, 4, 6, 6));
    Graph graph = builder.build(builder.add("relu", RELU, builder.add("conv", conv, x)));
    for (String runtime : List.of("reference", "vector")) {
      List<NodeTime> rows = profile(graph, runtime);
      assertThat(rows.stream().map(NodeTime::op)).contains("Conv3d (parts)");
      assertThat(rows.stream().flatMap(row -> row.nodes().stream()).distinct())
          .as(runtime)
          .allMatch(name -> name.equals("conv") || name.equals("relu") || name.contains("x"));
    }
    assertThat(profile(graph, "reference").stream().map(NodeTime::nodes))
        .containsExactly(List.of("conv"), List.of("relu"));
    assertThat(profile(graph, "onnxruntime").stream().map(NodeTime::op))
        .anyMatch(op -> op.equals("Conv") || op.equals("FusedConv"));
  }

  @Test
  void aTransposedConvolutionHasAKernel() {
    GraphBuilder builder = new GraphBuilder("decoder");
    Op conv = TransposedConv.of(32, Window.square(4, 2, 1), 0, 1, true);
    Node x = builder.input("x", Shape.of(1, 64, 8, 8));
    Graph graph = builder.build(builder.add("relu", RELU, builder.add("up", conv, x)));
    List<NodeTime> rows = profile(graph, "vector");
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().nodes()).containsExactly("up", "relu");
    assertThat(rows.getFirst().op()).isEqualTo("TransposedConv");
    assertThat(profile(graph, "onnxruntime").getFirst().op()).isEqualTo("ConvTranspose");
  }

  private static List<NodeTime> profile(Graph graph, String runtime) {
    try (Program program =
        Runtimes.named(runtime).compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      return program.profile(SeededInputs.of(graph, 1));
    }
  }
}
