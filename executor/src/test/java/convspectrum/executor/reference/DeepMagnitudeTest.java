package convspectrum.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under seeded weights, values of a network of a hundred layers neither vanish nor explode. */
class DeepMagnitudeTest {
  private static final int DEPTH = 50;

  private final GraphBuilder builder = new GraphBuilder("deep");

  enum Kind {
    PLAIN,
    SEPARABLE,
    RESIDUAL,
    SQUEEZE_EXCITE,
    WITHOUT_NORM
  }

  @ParameterizedTest
  @EnumSource
  void valuesStayInRange(Kind kind) {
    Node x = builder.input("x", Shape.of(1, 16, 8, 8));
    for (int i = 0; i < DEPTH; i++) {
      x =
          switch (kind) {
            case PLAIN -> relu(norm(conv(relu(norm(conv(x, 3, 1))), 3, 1)));
            case SEPARABLE -> relu(norm(conv(conv(x, 3, 16), 1, 1)));
            case RESIDUAL ->
                relu(
                    builder.add(
                        "add", new Op.Add(), x, norm(conv(relu(norm(conv(x, 3, 4))), 3, 1))));
            case SQUEEZE_EXCITE -> squeezeExcite(x);
            case WITHOUT_NORM -> relu(conv(x, 3, 1));
          };
    }
    Graph graph = builder.build(x);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        new ReferenceRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      program.run(SeededInputs.of(graph, 1), outputs);
    }
    assertThat(outputs.getFirst().maxAbs()).isBetween(0.01f, 1000f);
  }

  private Node squeezeExcite(Node x) {
    Node wide = norm(conv(x, 1, 1));
    wide = builder.add("silu", Op.Activation.of(ActivationFunction.SILU), wide);
    Node gate = builder.add("squeeze", new Op.GlobalPool(PoolKind.AVERAGE), wide);
    gate = relu(conv(gate, 1, 1));
    gate = builder.add("gate", Op.Activation.of(ActivationFunction.SIGMOID), conv(gate, 1, 1));
    return norm(conv(builder.add("excite", new Op.Multiply(), wide, gate), 3, 16));
  }

  private Node conv(Node x, int kernel, int groups) {
    return builder.add("conv", new Op.Conv(16, Window.same(kernel), groups, false), x);
  }

  private Node norm(Node x) {
    return builder.add("norm", new Op.BatchNorm(1e-5, true, true), x);
  }

  private Node relu(Node x) {
    return builder.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
  }
}
