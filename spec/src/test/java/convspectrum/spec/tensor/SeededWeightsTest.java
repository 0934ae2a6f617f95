package convspectrum.spec.tensor;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import org.junit.jupiter.api.Test;

class SeededWeightsTest {
  private final SeededWeights weights = new SeededWeights(1);

  @Test
  void convolutionsAreHeNormal() {
    // Fan-in 64 · 9 = 576.
    Node conv = conv("conv", 64, 1, false);
    float[] values = weights.get(conv, WEIGHT).data();
    assertThat(values).hasSize(64 * 64 * 9);
    assertThat(meanSquare(values)).isCloseTo(2.0 / 576, within(2.0 / 576 * 0.04));
    // A depthwise kernel sees 9 values only.
    float[] depthwise = weights.get(conv("conv", 4096, 4096, false), WEIGHT).data();
    assertThat(meanSquare(depthwise)).isCloseTo(2.0 / 9, within(2.0 / 9 * 0.04));
  }

  @Test
  void valuesDependOnPositionRoleAndSeedAlone() {
    Node conv = conv("conv", 8, 1, true);
    float[] weight = weights.get(conv, WEIGHT).data();
    assertThat(new SeededWeights(1).get(conv("renamed", 8, 1, false), WEIGHT).data())
        .containsExactly(weight);
    assertThat(new SeededWeights(2).get(conv, WEIGHT).data()).isNotEqualTo(weight);
    assertThat(weights.get(conv, BIAS).data()[0]).isNotEqualTo(weight[0]);
    GraphBuilder builder = new GraphBuilder("later");
    Node x = builder.add("id", new Op.Identity(), builder.input("x", Shape.of(1, 8, 9, 9)));
    Node later = builder.add("conv", new Op.Conv(8, Window.same(3), 1, true), x);
    assertThat(weights.get(later, WEIGHT).data()).isNotEqualTo(weight);
  }

  @Test
  void aLayerScaleHoldsItsInitialValue() {
    GraphBuilder builder = new GraphBuilder("scale");
    Node node =
        builder.add("s", new Op.ChannelScale(0.25), builder.input("x", Shape.of(1, 3, 1, 1)));
    assertThat(weights.get(node, WEIGHT).data()).containsExactly(0.25f, 0.25f, 0.25f);
  }

  @Test
  void runningVariancesFitWhatReachesThem() {
    GraphBuilder builder = new GraphBuilder("variance");
    Node x = builder.input("x", Shape.of(1, 500, 8, 8));
    Node pointwise = builder.add("pw", new Op.Conv(500, Window.same(1), 1, false), x);
    Node norm = builder.add("n", new Op.BatchNorm(1e-5, true, true), pointwise);
    // He-normal weights double E[x²] = 1.
    assertThat(mean(weights.get(norm, RUNNING_VAR).data())).isCloseTo(2, within(0.1));
    // A rectified normal value has variance 1/2 - 1/(2 pi); of independent ones they add up.
    Node relu = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), x);
    Node sum = builder.add("sum", new Op.Add(), relu, pointwise);
    Node norm2 = builder.add("n", new Op.BatchNorm(1e-5, true, true), sum);
    assertThat(mean(weights.get(norm2, RUNNING_VAR).data())).isCloseTo(2.341, within(0.12));
    assertThat(mean(weights.get(norm2, RUNNING_MEAN).data())).isCloseTo(0.399, within(0.04));
  }

  @Test
  void aVeryDeepChainIsEstimatedWithoutRecursion() {
    GraphBuilder builder = new GraphBuilder("deep");
    Node x = builder.input("x", Shape.of(1, 1, 1, 1));
    for (int i = 0; i < 50_000; i++) {
      x = builder.add("n", new Op.Identity(), x);
    }
    assertThat(ExpectedMoments.of(x)).isEqualTo(Moments.STANDARD);
  }

  private static Node conv(String name, int channels, int groups, boolean bias) {
    GraphBuilder builder = new GraphBuilder("one convolution");
    Node x = builder.input("x", Shape.of(1, channels, 9, 9));
    return builder.add(name, new Op.Conv(channels, Window.same(3), groups, bias), x);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double meanSquare(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum / values.length;
  }
}
