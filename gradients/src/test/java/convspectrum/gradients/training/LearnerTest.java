package convspectrum.gradients.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.LossFunction;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.learning.StateReader;
import convspectrum.gradients.learning.StateWriter;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LearnerTest {
  private static final int BATCH = 8;
  private static final int SIZE = 15;
  private static final Optimiser PLAIN = new Optimiser.Sgd(0, false, 0);

  /** One weight and one bias, the weight's gradient 0.5 for an input of 1. */
  private static double[] learned(Optimiser optimiser, int steps) throws IOException {
    try (LearningProgram program =
        Gradients.learner(
            batch -> {
              GraphBuilder b = new GraphBuilder("one");
              Node x = b.input("x", Shape.of(batch, 1));
              return b.build(b.add("y", new Op.Linear(1, true), x));
            },
            1,
            (node, slot) ->
                Tensor.of(slot.shape(), new float[] {slot.role().equals("weight") ? 1 : 0}),
            optimiser,
            Precision.FLOAT64,
            1)) {
      LossFunction half =
          (first, outputs, gradient) -> {
            gradient[0] = 0.5;
            return outputs[0];
          };
      for (int step = 1; step <= steps; step++) {
        program.differentiate(Tensor.of(Shape.of(1, 1), new float[] {1}), half, 0);
        assertThat(program.gradientNorm()).isCloseTo(Math.sqrt(0.5), offset(1e-15));
        program.update(optimiser, 0.1, 1, step);
      }
      List<double[]> state = state(program);
      return new double[] {state.get(0)[0], state.get(3)[0]};
    }
  }

  private static List<double[]> state(LearningProgram program) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    program.save(new StateWriter(new DataOutputStream(bytes), false));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    List<double[]> arrays = new ArrayList<>();
    while (in.available() > 0) {
      double[] array = new double[in.readInt()];
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readDouble();
      }
      arrays.add(array);
    }
    return arrays;
  }

  @Test
  void optimisersMakeTheStepsThatAreWorkedByHand() throws IOException {
    // g = 0.5 + 0.1 · 1 = 0.6, w = 1 − 0.06; g = 0.594, v = 0.54 + 0.594, w = 0.94 − 0.1134.
    // The bias has no decay: −0.05, then v = 0.45 + 0.5.
    check(new Optimiser.Sgd(0.9, false, 0.1), 1, 0.94, -0.05);
    check(new Optimiser.Sgd(0.9, false, 0.1), 2, 0.8266, -0.145);
    // 0.6 + 0.9 · 0.6 = 1.14; g = 0.5886, v = 1.1286, g + 0.9 v = 1.60434.
    check(new Optimiser.Sgd(0.9, true, 0.1), 1, 0.886, -0.095);
    check(new Optimiser.Sgd(0.9, true, 0.1), 2, 0.725566, -0.2305);
    check(new Optimiser.Sgd(0, false, 0), 2, 0.9, -0.1);
    // The corrected moments are 0.5 and 0.25: 0.1 · 0.5 / (0.5 + 1e-8) = 0.099999998.
    check(new Optimiser.AdamW(0.9, 0.999, 1e-8, 0.1), 1, 0.890000002, -0.099999998);
    check(new Optimiser.AdamW(0.9, 0.999, 1e-8, 0.1), 2, 0.78110000398, -0.199999996);
  }

  private static void check(Optimiser optimiser, int steps, double weight, double bias)
      throws IOException {
    double[] found = learned(optimiser, steps);
    assertThat(found[0]).as(optimiser + " weight").isCloseTo(weight, offset(1e-13));
    assertThat(found[1]).as(optimiser + " bias").isCloseTo(bias, offset(1e-13));
  }

  private static Tensor images(long seed) {
    Shape shape = Shape.of(BATCH, 1, SIZE, SIZE);
    Tensor images = Tensor.zeros(shape);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = (float) random.nextDouble(-1, 1);
    }
    return images;
  }

  private static SmoothedCrossEntropy loss(long seed) {
    int[] labels = new SplittableRandom(seed).ints(BATCH, 0, 10).toArray();
    return new SmoothedCrossEntropy(labels, 10, 0.1);
  }

  private static LearningProgram smooth(Weights weights) {
    return Gradients.learner(
        batch -> SmallNetwork.of(batch, SIZE, 0.3, ActivationFunction.SILU),
        BATCH,
        weights,
        PLAIN,
        Precision.FLOAT64,
        2);
  }

  private static LearningProgram learner(
      Weights weights, Optimiser optimiser, Precision precision, int threads) {
    return Gradients.learner(
        batch -> SmallNetwork.of(batch, SIZE, 0.3), BATCH, weights, optimiser, precision, threads);
  }

  /** One element of one tensor is another. */
  private record Moved(String node, String role, int element, float by) implements Weights {
    @Override
    public Tensor get(Node at, ParameterSlot slot) {
      Tensor tensor = new SeededWeights(3).get(at, slot);
      if (at.name().equals(node) && slot.role().equals(role)) {
        tensor.data()[element] += by;
      }
      return tensor;
    }
  }

  /** The loss over batch statistics in four parts, with elements dropped. */
  @Test
  void gradientsAreThoseOfDifferences() throws IOException {
    Graph graph = SmallNetwork.of(BATCH, SIZE, 0.3);
    Tensor images = images(1);
    List<double[]> before;
    List<double[]> after;
    try (LearningProgram program = smooth(new SeededWeights(3))) {
      before = state(program);
      program.differentiate(images, loss(1), 5);
      program.update(PLAIN, 1, 1, 1);
      after = state(program);
    }
    int tensor = 0;
    int compared = 0;
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (!slot.trainable()) {
          continue;
        }
        double[] start = before.get(3 * tensor);
        double[] end = after.get(3 * tensor);
        tensor++;
        for (int i = 0; i < start.length; i += Math.max(1, start.length / 3)) {
          float step = 0x1p-12f;
          double up = lossOf(new Moved(node.name(), slot.role(), i, step), images);
          double down = lossOf(new Moved(node.name(), slot.role(), i, -step), images);
          double difference = (up - down) / (2 * step);
          assertThat(start[i] - end[i])
              .as(node.name() + " " + slot.role() + " " + i)
              .isCloseTo(difference, offset(1e-6 * (1 + Math.abs(difference))));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(55);
  }

  private static double lossOf(Weights weights, Tensor images) {
    try (LearningProgram program = smooth(weights)) {
      return program.differentiate(images, loss(1), 5);
    }
  }

  private static byte[] bytes(LearningProgram program) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    program.save(new StateWriter(new DataOutputStream(bytes), true));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anyNumberOfThreadsGivesTheSameBits(Precision precision) throws IOException {
    Optimiser optimiser = new Optimiser.AdamW(0.9, 0.999, 1e-8, 0.05);
    byte[] first = new byte[0];
    double[] outputs = new double[0];
    for (int threads : new int[] {1, 2, 3, 4, 9}) {
      try (LearningProgram program = learner(new SeededWeights(3), optimiser, precision, threads)) {
        assertThat(program.batch()).isEqualTo(BATCH);
        for (int step = 1; step <= 6; step++) {
          program.differentiate(images(step), loss(step), step);
          program.update(optimiser, 0.01, 1, step);
        }
        if (threads == 1) {
          first = bytes(program);
          outputs = program.evaluate(images(1));
        }
        assertThat(bytes(program)).as(threads + " threads").isEqualTo(first);
        assertThat(program.evaluate(images(1))).isEqualTo(outputs);
      }
    }
  }

  @Test
  void elementsAreDroppedByTheDrawAndNeverInEvaluation() {
    try (LearningProgram program = learner(new SeededWeights(3), PLAIN, Precision.FLOAT64, 2)) {
      double one = program.differentiate(images(1), loss(1), 1);
      double[] outputs = program.evaluate(images(1));
      assertThat(program.differentiate(images(1), loss(1), 2)).isNotEqualTo(one);
      assertThat(program.differentiate(images(1), loss(1), 1)).isEqualTo(one);
      assertThat(program.evaluate(images(1))).isEqualTo(outputs);
    }
  }

  /** One input of many ones, whose outputs are what dropout makes of it. */
  @Test
  void theShareThatIsDroppedIsTheRate() {
    int count = 4000;
    try (LearningProgram program =
        Gradients.learner(
            batch -> {
              GraphBuilder b = new GraphBuilder("drop");
              Node x = b.input("x", Shape.of(batch, count));
              Node y = b.add("one", new Op.Constant(Shape.of(count), true));
              Node z = b.add("times", new Op.Multiply(), x, y);
              return b.build(b.add("drop", new Op.Identity(0.2), z));
            },
            2,
            (node, slot) -> {
              Tensor ones = Tensor.zeros(slot.shape());
              Arrays.fill(ones.data(), 1);
              return ones;
            },
            PLAIN,
            Precision.FLOAT64,
            1)) {
      double[][] seen = new double[2][];
      Tensor ones = Tensor.zeros(Shape.of(2, count));
      Arrays.fill(ones.data(), 1);
      program.differentiate(
          ones,
          (first, outputs, gradient) -> {
            seen[first] = outputs;
            return 0;
          },
          4);
      for (double[] outputs : seen) {
        assertThat(Arrays.stream(outputs).filter(value -> value != 0 && value != 1.25)).isEmpty();
        // Four standard deviations of a binomial distribution: 4 √(0.2 · 0.8 / 4000).
        double dropped = Arrays.stream(outputs).filter(value -> value == 0).count();
        assertThat(dropped / count).isCloseTo(0.2, offset(0.026));
      }
      assertThat(seen[0]).isNotEqualTo(seen[1]);
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() throws IOException {
    try (LearningProgram program = learner(new SeededWeights(3), PLAIN, Precision.FLOAT32, 1)) {
      byte[] saved = bytes(program);
      saved[3] ^= 1;
      StateReader in = new StateReader(new DataInputStream(new ByteArrayInputStream(saved)), true);
      assertThatThrownBy(() -> program.load(in))
          .isInstanceOf(IOException.class)
          .hasMessage("an array of 73 numbers; expected 72");
    }
  }

  @Test
  void aNetworkWithoutWeightsCannotLearn() {
    assertThatThrownBy(() ->
            Gradients.learner(
                batch -> {
                  GraphBuilder b = new GraphBuilder("bare");
                  Node x = b.input("x", Shape.of(batch, 10));
                  return b.build(b.add("y", new Op.Scale(2), x));
                },
                4,
                new SeededWeights(1),
                PLAIN,
                Precision.FLOAT32,
                2))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessageContaining("bare: nothing in it can be trained");
  }

  /** A part that fails must not leave the others waiting, nor the next batch broken. */
  @Test
  void aFailureOfOnePartEndsTheStepAndNothingElse() {
    try (LearningProgram program = learner(new SeededWeights(3), PLAIN, Precision.FLOAT32, 2)) {
      double sound = program.differentiate(images(1), loss(1), 1);
      LossFunction good = loss(1);
      assertThatThrownBy(() ->
              program.differentiate(
                  images(1),
                  (first, outputs, gradient) -> {
                    if (first == 4) {
                      throw new ArithmeticException("the third part fails");
                    }
                    return good.of(first, outputs, gradient);
                  },
                  1))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("the third part fails");
      assertThat(program.differentiate(images(1), loss(1), 1)).isEqualTo(sound);
    }
  }
}
