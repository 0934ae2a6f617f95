package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeCoTest {
  @Test
  void isTheLeastEigenvalueOfTheChannelsCorrelations() {
    ScoredNetwork network =
        new ScoredNetwork(
            Shape.of(1, 2, 2, 2),
            input ->
                new ScoredNetwork.Source(
                    passing(input),
                    (node, slot) -> Tensor.of(slot.shape(), new float[] {1, 0, 0, 1})));
    ProxyBatch batch = new ProxyBatch(new double[] {1, 2, 3, 4, 1, 0, 1, 0}, new int[] {0});
    ScoringInputs inputs =
        new ScoringInputs(
            batch, batch, double[]::new, graph -> List.of(), (number, count) -> new double[count]);
    ScoringRun run = new ScoringRun(network, network, Precision.FLOAT64, Statistics.BATCH, inputs);
    // About their means, (−3 −1 1 3) / 2 and (1 −1 1 −1) / 2: ρ = −1 / √5, the least 1 − |ρ|.
    assertThat(AccuracyProxies.named("meco").score(run).number().orElseThrow())
        .isCloseTo(1 - 1 / Math.sqrt(5), offset(1e-12));
  }

  /** A convolution whose weights are the identity. */
  private static Graph passing(Shape input) {
    GraphBuilder builder = new GraphBuilder("passing");
    Node x = builder.input("x", input);
    return builder.build(builder.add("conv", new Op.Conv(2, Window.same(1), 1, false), x));
  }
}
