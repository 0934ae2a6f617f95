package convspectrum.formats.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.NonMaxSuppression;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.sampling.Border;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ops that read at live places: PyTorch's own function, the definition, or the reason. */
class SampledTextTest {
  private static final Shape MAP = Shape.of(1, 4, 6, 6);

  @Test
  void functionsOfPyTorchAreUsed() {
    assertThat(text(new AffineGrid(List.of(5, 7), true), Shape.of(1, 2, 3)))
        .contains("torch.nn.functional.affine_grid(x, (x.shape[0], 1, 5, 7), align_corners=True)");
    Op sample = new GridSample(Sampling.LINEAR, Border.EDGE, false);
    assertThat(text(sample, MAP, Shape.of(1, 5, 7, 2)))
        .contains(
            "torch.nn.functional.grid_sample(x, y, mode=\"bilinear\", padding_mode=\"border\", align_corners=False)");
    assertThat(text(new TopK(1, 3, false, true), MAP))
        .contains("torch.topk(x, 3, dim=1, largest=False).indices");
  }

  @Test
  void definitionsStandForWhatPyTorchHasNot() {
    Op conv = new DeformConv(8, Window.same(3), 1, 1, false, true);
    assertThat(text(conv, MAP, Shape.of(1, 18, 6, 6)))
        .contains("nn.Linear(36, 8)")
        .contains("torch.floor(");
  }

  @Test
  void whatHasNeitherIsRefusedByName() {
    Op suppression = new NonMaxSuppression(3, 0.5, 0, false);
    assertThatThrownBy(() -> text(suppression, Shape.of(1, 9, 4), Shape.of(1, 2, 9)))
        .isInstanceOf(FailedRunException.class)
        .hasMessageStartingWith("NonMaxSuppression has no form in PyTorch's own modules")
        .hasMessageContaining(".onnx");
  }

  private static String text(Op op, Shape... inputs) {
    GraphBuilder builder = new GraphBuilder("net");
    Node[] nodes = new Node[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      nodes[i] = builder.input("x" + i, inputs[i]);
    }
    Graph graph = builder.build(builder.add("y", op, nodes));
    return PyTorchWriter.text(graph, new SeededWeights(1), new PyTorchHeader("1", "net", 0, 0));
  }
}
