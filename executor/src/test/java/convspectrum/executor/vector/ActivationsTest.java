package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every activation, by itself and after every kind of work that ends with one. */
class ActivationsTest {
  private static final int FUNCTIONS = ActivationFunction.values().length;

  @Test
  void activationsAfterWorkAgree() {
    Parity parity = Parity.withReference();
    for (ActivationFunction function : ActivationFunction.values()) {
      parity.check(afterWork(function));
    }
    parity.assertAgreed(FUNCTIONS * 10 * Parity.LANES.size());
  }

  @Test
  void activationsAfterWorkAgreeWithOnnxRuntime() {
    Parity parity = Parity.with(new OrtRuntime());
    for (ActivationFunction function : ActivationFunction.values()) {
      parity.check(afterWork(function), 16, 1);
    }
    parity.assertAgreed(FUNCTIONS * 10);
  }

  /** From one end of the numbers to the other: nothing overflows that the function does not. */
  @Test
  void everyValueOfAWideRangeAgrees() {
    float[] values = values();
    int compared = 0;
    List<String> failures = new ArrayList<>();
    for (ActivationFunction function : ActivationFunction.values()) {
      GraphBuilder builder = new GraphBuilder(function.specName());
      Node x = builder.input("x", Shape.of(values.length));
      Graph graph = builder.build(builder.add("y", activation(function), x));
      float[] expected = run(new ReferenceRuntime(), graph, values);
      for (int lanes : Parity.LANES) {
        float[] actual = run(new VectorRuntime(new Lanes(lanes)), graph, values);
        for (int i = 0; i < values.length; i++) {
          double allowed = 3e-7 * Math.max(1, Math.abs(values[i]));
          double difference = Math.abs((double) expected[i] - actual[i]);
          if (!(difference <= allowed || expected[i] == actual[i])) {
            failures.add(
                "%s(%s) is %s with %d lanes; expected %s"
                    .formatted(function, values[i], actual[i], lanes, expected[i]));
          }
          compared++;
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(compared).isEqualTo(FUNCTIONS * Parity.LANES.size() * values.length);
  }

  /** Small steps around zero, and powers of ten and their halves up to the largest numbers. */
  private static float[] values() {
    List<Float> values = new ArrayList<>();
    for (int i = -400; i <= 400; i++) {
      values.add(i / 32f);
    }
    for (double magnitude = 1e-30; magnitude < 1e38; magnitude *= 2.5) {
      values.add((float) magnitude);
      values.add((float) -magnitude);
    }
    values.addAll(List.of(0f, -0f, 88f, 89f, -87f, -88f, -104f, Float.MIN_VALUE));
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private static float[] run(InferenceRuntime runtime, Graph graph, float[] values) {
    Tensor output = Tensor.zeros(graph.outputs().getFirst().shape());
    try (Program program = runtime.compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
      program.run(List.of(Tensor.of(Shape.of(values.length), values)), List.of(output));
    }
    return output.data();
  }

  private static Graph afterWork(ActivationFunction function) {
    GraphBuilder builder = new GraphBuilder(function.specName());
    Node image = builder.input("x", Shape.of(2, 13, 5, 7));
    // Wide enough to reach every piece of the piecewise functions.
    Node x = builder.add("wide", new Op.Scale(4), image);
    List<Node> works =
        List.of(
            builder.add("pointwise", new Op.Conv(17, Window.same(1), 1, true), x),
            builder.add("dense", new Op.Conv(17, Window.same(3), 1, true), x),
            builder.add("each", new Op.Conv(26, Window.same(3), 13, true), x),
            builder.add("depthwise", new Op.Conv(13, Window.same(3), 13, true), x),
            builder.add("depthwise", new Op.Conv(13, Window.square(5, 2, 2), 13, true), x),
            builder.add("norm", new Op.BatchNorm(1e-3, true, true), x),
            builder.add("sum", new Op.Add(), x, image),
            builder.add("product", new Op.Multiply(), x, image),
            builder.add("linear", new Op.Linear(11, true), builder.input("y", Shape.of(3, 17))),
            image);
    return builder.build(
        works.stream()
            .map(work -> builder.add("y", activation(function), work))
            .toArray(Node[]::new));
  }

  private static Op activation(ActivationFunction function) {
    return switch (function) {
      case CLIP -> new Op.Activation(function, -0.5, 0.75);
      case LEAKY_RELU -> new Op.Activation(function, 0.3, 0);
      case ELU -> new Op.Activation(function, 0.7, 0);
      default -> Op.Activation.of(function);
    };
  }
}
